// Writes date-holidays.txt: npm install date-holidays@3.37.0, then
// node date-holidays.js FIRST-YEAR LAST-YEAR < the places, a line each ("de", "de/BY").
const Holidays = require('date-holidays')
const fs = require('fs')

// Places that date-holidays calls otherwise.
const called = {
  'gb': ['GB', 'ENG'], 'de/BY': ['DE', 'BY', 'KATH'],
  'fr/971': ['FR', 'GP'], 'fr/972': ['FR', 'MQ'], 'fr/973': ['FR', 'GF'], 'fr/974': ['FR', 'RE'], 'fr/976': ['FR', 'YT'],
  'it/BZ': ['IT', '32'], 'it/MI': ['IT', '25', 'MI'], 'it/PA': ['IT', '82', 'PA'], 'it/RM': ['IT', '62', 'RM'], 'it/TO': ['IT', '21', 'TO']
}

const day = 24 * 3600 * 1000
const [first, last] = process.argv.slice(2).map(Number)
for (const place of fs.readFileSync(0, 'utf8').trim().split('\n')) {
  const [country, region] = place.split('/')
  const states = new Holidays().getStates(country.toUpperCase()) || {}
  if (region && !called[place] && !states[region]) continue // it has no such region
  const list = new Holidays(...(called[place] || [country.toUpperCase(), region].filter(Boolean)))
  for (let year = first; year <= last; year++) {
    const days = new Set()
    for (const near of [year - 1, year, year + 1]) {
      for (const h of list.getHolidays(near)) {
        if (h.type !== 'public') continue
        const begin = new Date(h.date.slice(0, 10) + 'T00:00:00Z')
        for (let i = 0; i < Math.max(1, Math.round((h.end - h.start) / day)); i++) {
          const date = new Date(+begin + i * day).toISOString()
          if (date.startsWith(String(year))) days.add(date.slice(5, 10))
        }
      }
    }
    console.log(place, year, [...days].sort().join(' '))
  }
}
