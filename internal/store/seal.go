package store

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"

	"crm/internal/crm"
)

// Seal encrypts a backup, in the form of age-encryption.org.
type Seal struct {
	Passphrase string
	Work       int // of trying a passphrase, as a power of 2; 0 is what age takes, about a second
}

const sealedStart = "age-encryption.org/"

// close encrypts a file to another one beside it, and decrypts that one to check it.
func (s *Seal) close(ctx context.Context, from file) (temp file, err error) {
	if temp, err = newTemp(filepath.Dir(from.path), from.as); err != nil {
		return file{}, err
	}
	defer func() {
		if err != nil {
			discard(temp.path)
			temp = file{}
		}
	}()
	recipient, err := age.NewScryptRecipient(s.Passphrase)
	if err != nil {
		return temp, crm.Errorf(crm.CodeInvalid, "an empty passphrase protects nothing")
	}
	if s.Work > 0 {
		recipient.SetWorkFactor(s.Work)
	}
	err = refill(from, temp, func(in, out *os.File) error {
		sealed, err := age.Encrypt(out, recipient)
		if err == nil {
			_, err = io.Copy(sealed, reading(ctx, in))
		}
		if err == nil {
			err = sealed.Close()
		}
		if err != nil {
			return unwritten(temp.as, err)
		}
		return nil
	})
	if err != nil {
		return temp, err
	}
	whole, err := newTemp(filepath.Dir(from.path), from.as)
	if err != nil {
		return temp, err
	}
	defer discard(whole.path)
	if err := s.open(ctx, temp, whole); err != nil {
		return temp, err
	}
	_, err = whole.takeSum()
	return temp, err
}

// open decrypts a file to another one, which is valid only if there is no error.
//
// Errors: CodeDamaged for another passphrase, and for what was cut or changed.
func (s *Seal) open(ctx context.Context, from, to file) error {
	identity, err := age.NewScryptIdentity(s.Passphrase)
	if err != nil {
		return crm.Errorf(crm.CodeInvalid, "an empty passphrase opens nothing")
	}
	return refill(from, to, func(in, out *os.File) error {
		plain, err := age.Decrypt(reading(ctx, in), identity)
		var other *age.NoIdentityMatchError
		if errors.As(err, &other) {
			return crm.Errorf(crm.CodeDamaged, "the passphrase is not the one that %s was encrypted with", from.as)
		}
		if err == nil {
			_, err = io.Copy(out, plain)
		}
		var written *os.PathError
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &written) && written.Op == "write":
			return unwritten(to.as, err)
		case err != nil:
			return crm.Errorf(crm.CodeDamaged, "%s is damaged or cut off", from.as)
		}
		return nil
	})
}

// refill replaces what is in a file by what do makes of another one.
func refill(from, to file, do func(from, to *os.File) error) error {
	in, err := os.Open(from.path)
	if err != nil {
		return unopened(from.as, err)
	}
	defer in.Close()
	out, err := os.OpenFile(to.path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return unopened(to.as, err)
	}
	defer out.Close()
	if err := do(in, out); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return unwritten(to.as, err)
	}
	return nil
}

// reading reads until the context ends.
func reading(ctx context.Context, from io.Reader) io.Reader { return &endingReader{ctx, from} }

type endingReader struct {
	ctx  context.Context
	from io.Reader
}

func (r *endingReader) Read(text []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(text)
}
