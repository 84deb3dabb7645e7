package locale

import "strconv"

// Size is the size of a file for people: "212 KB", "1.4 MB". A KB is 1,024 bytes, as in
// file managers and the limit of a book.
func (l *Locale) Size(bytes int64) string {
	if bytes < 1000 {
		return strconv.FormatInt(bytes, 10) + " B"
	}
	per := int64(1)
	for _, unit := range []string{" KB", " MB"} {
		per <<= 10
		if tenths := (bytes*10 + per/2) / per; tenths < 100 {
			return l.tenths(tenths) + unit
		}
		if whole := (bytes + per/2) / per; whole < 1000 {
			return l.Number(whole) + unit
		}
	}
	per <<= 10
	return l.tenths((bytes*10+per/2)/per) + " GB"
}

// tenths writes tenths: 14 is "1.4".
func (l *Locale) tenths(n int64) string {
	point := "."
	if l.lang == italian || l.lang == spanish {
		point = ","
	}
	return l.Number(n/10) + point + strconv.FormatInt(n%10, 10)
}
