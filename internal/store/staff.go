package store

import (
	"errors"

	"crm/internal/crm"
)

// staff are who works with the book.
type staff struct {
	as        int64 // of the book, as they were then: see stamp
	producers []*crm.Producer
	teamless  bool // there are no teams
}

// stamp is another number after every change: that of the next record and that of the next
// change, neither of which ever falls.
const stamp = "next + changes"

// readSettings reads the settings and who works with the book, in one question: every
// command asks for both.
func (v *View) readSettings() (*crm.Settings, *staff, error) {
	settings, producer := v.schema.Fields(crm.KindSettings).Fields, v.schema.Fields(crm.KindProducer).Fields
	scan := newScan(settings, producer)
	p := new(staff)
	var by asker
	scan.pointers = append(scan.pointers, &p.as, &p.teamless, &by.name, &by.producer, &by.actsFor)
	var found *crm.Settings
	err := v.each("SELECT "+v.columnList(settings, "s.")+", "+v.columnList(producer, "producers.")+`, (SELECT `+stamp+` FROM counter), NOT EXISTS (SELECT 1 FROM teams), `+v.dialect.login+`
		FROM settings s LEFT JOIN producers ON true WHERE s.id = 0 ORDER BY producers.id`, nil, func(row *rows) error {
		s, one := new(crm.Settings), new(crm.Producer)
		if err := scan.into(row, s, one); err != nil {
			return err
		}
		if found == nil {
			found = s
		}
		if one.ID != 0 {
			p.producers = append(p.producers, one)
		}
		return nil
	})
	if found != nil && err == nil {
		v.login = by.login()
		return found, p, nil
	}
	if errors.Is(err, errNoted) {
		return nil, nil, err
	}
	found, err = Get[*crm.Settings](v, 0) // the producers may be what can't be read
	if crm.CodeOf(err) == crm.CodeNotFound {
		err = &fault{table: "settings"}
	}
	return found, nil, err
}

// Producers returns the producers of the book, the oldest first.
func (v *View) Producers() (all []*crm.Producer, err error) {
	if v.staff == nil {
		v.staff = new(staff)
		if v.staff.producers, err = find[*crm.Producer](v, "ORDER BY id"); err != nil {
			v.staff = nil
			return nil, err
		}
	}
	for _, p := range v.staff.producers { // one of them is whose work it is
		v.remember(p)
		all = append(all, crm.Copy(p))
	}
	return all, nil
}

// Teams returns the teams of the book, the oldest first.
func (v *View) Teams() ([]*crm.Team, error) {
	if v.staff != nil && v.staff.teamless {
		return nil, nil
	}
	return find[*crm.Team](v, "ORDER BY id")
}
