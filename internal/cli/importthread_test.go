package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestThreadsInAnyOrder: e-mails that answer one another are of one thread, whatever their order
// in a file is and however they are spread over files.
func TestThreadsInAnyOrder(t *testing.T) {
	t.Parallel()
	rounds := 8
	if soak {
		rounds = 300
	}
	for seed := range rounds {
		random := rand.New(rand.NewPCG(3, uint64(seed)))
		dir := t.TempDir()
		path := filepath.Join(dir, "book.db")
		done(t, path, "book init --country us --timezone America/New_York --producer Ann~Lee")
		done(t, path, "producer edit 1 --email ann@example.org")
		done(t, path, "client add Jane~Hudson --email jane@example.com")
		var mails []string
		want := map[string]string{} // the thread of an e-mail, by its subject
		for thread := range 1 + random.IntN(3) {
			chains := [][]string{}
			for n := range 1 + random.IntN(6) {
				id := fmt.Sprintf("%d.%d@x", thread, n)
				head := fmt.Sprintf("From a Mon Nov 16 10:%02d:00 2026\nFrom: jane@example.com\nTo: ann@example.org\nSubject: %s\nDate: Mon, 16 Nov 2026 10:%02d:00 -0500\nMessage-ID: <%s>\n", n, id, n, id)
				var chain []string
				if n > 0 {
					chain = chains[random.IntN(len(chains))]
					head += "In-Reply-To: <" + chain[len(chain)-1] + ">\n"
					if random.IntN(2) == 0 {
						head += "References: <" + strings.Join(chain, ">\n <") + ">\n"
					}
					want[id] = chain[0]
				} else {
					want[id] = ""
				}
				chains = append(chains, append(slices.Clone(chain), id))
				mails = append(mails, head+"\nHello\n\n")
			}
		}
		random.Shuffle(len(mails), func(i, j int) { mails[i], mails[j] = mails[j], mails[i] })
		for n := 0; len(mails) > 0; n++ {
			size := 1 + random.IntN(len(mails))
			box := filepath.Join(dir, fmt.Sprint(n))
			if err := os.WriteFile(box, []byte(strings.Join(mails[:size], "")), 0o600); err != nil {
				t.Fatal(err)
			}
			done(t, path, "import "+box)
			mails = mails[size:]
		}
		out, errs, exit := runWide(200, path, "email", "list", "--done", "-o", "csv", "--columns", "subject,thread")
		if exit != 0 {
			t.Fatal(errs)
		}
		got := map[string]string{}
		for _, line := range strings.Split(strings.TrimSpace(out), "\n")[1:] {
			subject, thread, _ := strings.Cut(line, ",")
			got[subject] = thread
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d:\n%v, want\n%v", seed, got, want)
		}
	}
}
