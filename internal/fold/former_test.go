package fold

import "testing"

// TestFormerName has a whole name stay in every order, and a family name alone get the given
// name of its bearer.
func TestFormerName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, typed, want string
		known             Parts
	}{
		// The family name alone.
		{name: "Jane Zork", typed: "Rusk", want: "Jane Rusk"},
		{name: "Jane Zork", typed: "née Rusk", want: "Jane Rusk"},
		{name: "Jane Zork", typed: "Mrs. Rusk", want: "Jane Rusk"},
		{name: "Jane Zork", typed: "van der Berg", want: "Jane van der Berg"},
		{name: "Jane Zork", typed: "De Luca", want: "Jane De Luca"},
		{name: "Rossi Anna", typed: "Bianchi", want: "Anna Bianchi"},
		{name: "María García López", typed: "Ruiz Gil", want: "María Ruiz Gil"},
		{name: "María García López", typed: "Ruiz y Gil", want: "María Ruiz y Gil"},
		{name: "María García López", typed: "García Ruiz", want: "María García Ruiz"},
		{name: "渡邊 美咲", typed: "鈴木", want: "鈴木 美咲"},
		{name: "渡邊 美咲", typed: "佐々木", want: "佐々木 美咲"},
		{name: "渡邊 花", typed: "立花", want: "立花 花"},
		{name: "渡邊美咲", typed: "鈴木", want: "鈴木"},
		{name: "渡邊美咲", typed: "鈴木", want: "鈴木 美咲", known: Parts{Given: "美咲", Family: "渡邊"}},
		{name: "Cher", typed: "Sarkisian", want: "Sarkisian"},

		// A whole name, given name first, family name first, and with a comma.
		{name: "Jane Zork", typed: "Jane Rusk", want: "Jane Rusk"},
		{name: "Jane Zork", typed: "Dr. Jane Rusk", want: "Dr. Jane Rusk"},
		{name: "Jane Zork", typed: "Rusk Jane", want: "Rusk Jane"},
		{name: "Jane Zork", typed: "Rusk, Jane", want: "Jane Rusk"},
		{name: "Jane Zork", typed: "Jane A. Rusk", want: "Jane A. Rusk"},
		{name: "Jane Zork", typed: "Rusk, Jane A.", want: "Jane A. Rusk"},
		{name: "Kim Lee", typed: "Park, Kim", want: "Kim Park"},
		{name: "Rossi Anna", typed: "Bianchi Anna", want: "Bianchi Anna"},
		{name: "Carla Bianchi", typed: "Rossi, Carla", want: "Carla Rossi"},
		{name: "Jan Berg", typed: "Velde, Jan van der", want: "Jan van der Velde"},
		{name: "María García López", typed: "María Ruiz Gil", want: "María Ruiz Gil"},
		{name: "María García López", typed: "Ruiz Gil, María", want: "María Ruiz Gil"},
		{name: "渡邊 美咲", typed: "鈴木 美咲", want: "鈴木 美咲"},
		{name: "渡邊 美咲", typed: "鈴木　美咲", want: "鈴木 美咲"},
		{name: "渡邊 美咲", typed: "鈴木美咲", want: "鈴木 美咲"},
		{name: "渡邊 花", typed: "鈴木花", want: "鈴木 花"},
		{name: "渡邊 美咲", typed: "林美咲", want: "林 美咲"},
		{name: "渡邊 美咲", typed: "鈴木, 美咲", want: "鈴木 美咲"},

		// With another given name.
		{name: "Liz Poe", typed: "Elizabeth Roe", want: "Elizabeth Roe"},
		{name: "Liz Poe", typed: "Roe Elizabeth", want: "Roe Elizabeth"},
		{name: "Bob Lee", typed: "Bobby Lee", want: "Bobby Lee"},
		{name: "Zed Vork", typed: "Xu Quux", want: "Xu Quux"},
		{name: "Zed Vork", typed: "Di Vork", want: "Di Vork"},
		{name: "Anna Rossi", typed: "Carla Bianchi", want: "Carla Bianchi"},
		{name: "Ana Gil", typed: "Lupe Ruiz", want: "Lupe Ruiz"},
		{name: "渡邊 美咲", typed: "鈴木 一郎", want: "鈴木 一郎"},
		{name: "渡邊 美咲", typed: "鈴木一郎", want: "鈴木一郎"},
		{name: "渡邊 美咲", typed: "林たろう", want: "林たろう"},
		{name: "渡邊 マリア", typed: "Maria Rossi", want: "Maria Rossi"},
	} {
		if is := FormerName(tt.known, tt.name, tt.typed); is != tt.want {
			t.Errorf("%s, before %s: %q, and not %q", tt.name, tt.typed, is, tt.want)
		}
	}
}
