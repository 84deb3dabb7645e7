package store

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestSecretsAreSlow: what stands for a number is the same each time, tells it from another
// one, and is too slow for trying all numbers to be cheap.
func TestSecretsAreSlow(t *testing.T) {
	key := []byte("a key")
	one, err := slowly(key, "+16145550147")
	if err != nil {
		t.Fatal(err)
	}
	same, _ := slowly(key, "+16145550147")
	other, _ := slowly(key, "+16145550148")
	keyed, _ := slowly([]byte("another"), "+16145550147")
	if one != same || one == other || one == keyed || !crm.IsSecret(one) || strings.Contains(one, "614555") || !strings.HasPrefix(one, bucket(key, "+16145550147")) {
		t.Errorf("%s %s %s %s", one, same, other, keyed)
	}
	if took := testing.Benchmark(func(b *testing.B) {
		for range b.N {
			_, _ = slowly(key, "+16145550147")
		}
	}); took.NsPerOp() < 500_000 {
		t.Errorf("a sum takes %v", took)
	}
}
