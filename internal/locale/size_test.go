package locale

import "testing"

func TestSize(t *testing.T) {
	for _, c := range []struct {
		bytes  int64
		en, it string
	}{
		{0, "0 B", "0 B"},
		{999, "999 B", "999 B"},
		{1000, "1.0 KB", "1,0 KB"},
		{1024, "1.0 KB", "1,0 KB"},
		{1536, "1.5 KB", "1,5 KB"},
		{10 << 10, "10 KB", "10 KB"},
		{217_000, "212 KB", "212 KB"},
		{999 << 10, "999 KB", "999 KB"},
		{1000 << 10, "1.0 MB", "1,0 MB"},
		{25 << 20, "25 MB", "25 MB"},
		{1 << 30, "1.0 GB", "1,0 GB"},
		{1500 << 30, "1,500.0 GB", "1.500,0 GB"},
	} {
		if got := locale(t, "en").Size(c.bytes); got != c.en {
			t.Errorf("%d bytes are %q, want %q", c.bytes, got, c.en)
		}
		if got := locale(t, "it").Size(c.bytes); got != c.it {
			t.Errorf("%d bytes are %q in Italian, want %q", c.bytes, got, c.it)
		}
	}
}
