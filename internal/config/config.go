// Package config says how somebody looks at a book: which one, as whom, in
// which language and form. A flag comes first, then the environment (CRM_*),
// then the file, then the default.
//
// Viper begins and ends here. What is true of a book for everybody is in the
// book's settings, not here.
package config

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/spf13/viper"

	"crm/internal/crm"
)

// Config is what the environment and the file say.
type Config struct {
	Book   string // file of the book; empty is the default one
	Reads  string // host of the replica from which a book on a server is read
	As     string // who acts
	Lang   string // language of what is shown
	Output string // form of the output
	Hook   *Hook  // what is told of each change; nil is nothing
	// Source is the file that was read; empty if there is none.
	Source string
	// Warnings say what of the environment was passed over.
	Warnings []string
}

// Environment gives the value of a variable, as os.Getenv does; nil has none.
type Environment func(name string) string

// Get returns the value of a variable, or nothing where there is none.
func (env Environment) Get(name string) string {
	if env == nil {
		return ""
	}
	return env(name)
}

// readFromKey is the key of the replica to read from.
const readFromKey = "read_from"

// keys are what the file may say.
func keys() []string {
	return []string{"as", "book", hookKey, hookTimeKey, "lang", "output", readFromKey}
}

// Load reads the environment and, if there is one, the file
// $XDG_CONFIG_HOME/crm/config.yaml.
//
// Errors: CodeUsage for a file that can't be read as YAML, has an unknown key or
// a hook that can't be run, CodeEnvironment for one that others may write and for what is not a file.
func (env Environment) Load() (*Config, error) {
	c := &Config{Warnings: env.relative("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
	if dir, err := env.dir("XDG_CONFIG_HOME", ".config"); err == nil {
		// Most people have no file, and should not pay for reading one.
		path := filepath.Join(dir, "crm", "config.yaml")
		if info, err := os.Stat(path); err == nil {
			v := viper.New()
			if err := readFile(v, path, info); err != nil {
				return nil, err
			}
			c.Source = path
			c.Book, c.As, c.Lang, c.Output, c.Reads = v.GetString("book"), v.GetString("as"), v.GetString("lang"), v.GetString("output"), v.GetString(readFromKey)
			if c.Hook, err = env.hook(v, path); err != nil {
				return nil, err
			}
		}
	}
	for key, value := range map[string]*string{"CRM_BOOK": &c.Book, "CRM_AS": &c.As, "CRM_LANG": &c.Lang, "CRM_OUTPUT": &c.Output, "CRM_READ_FROM": &c.Reads} {
		if text := env.Get(key); text != "" {
			*value = text
		}
	}
	return c, nil
}

// mostConfig is the most bytes that are read of the file, which has a few short lines.
const mostConfig = 16 << 10

func readFile(v *viper.Viper, path string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() { // a pipe would keep every prompt waiting
		return crm.Errorf(crm.CodeEnvironment, "%s is not a regular file", path)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return crm.Errorf(crm.CodeEnvironment, "others may write %s, so it is not read", path).Try("chmod go-w %s", path)
	}
	if info.Size() > mostConfig {
		return crm.Errorf(crm.CodeUsage, "%s has %d kB, and %d are read at most", path, info.Size()>>10, mostConfig>>10)
	}
	v.SetConfigFile(path)
	if err := v.ReadInConfig(); err != nil {
		return crm.Errorf(crm.CodeUsage, "%s can't be read: %s", path, firstLine(err))
	}
	var unknown []string
	for _, key := range v.AllKeys() {
		if !slices.Contains(keys(), key) {
			unknown = append(unknown, key)
		}
	}
	if len(unknown) > 0 {
		sort.Strings(unknown)
		return crm.Errorf(crm.CodeUsage, "%s has an unknown key, %s", path, unknown[0]).Try("The keys are: %s", strings.Join(keys(), ", "))
	}
	return nil
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// DefaultBook is the file of the book that is used unless another is named:
// $XDG_DATA_HOME/crm/book.db.
//
// Errors: CodeEnvironment where there is no home directory.
func (env Environment) DefaultBook() (string, error) {
	dir, err := env.dir("XDG_DATA_HOME", filepath.Join(".local", "share"))
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "crm", "book.db"), nil
}

// Wait is how long a command waits for others who hold the book: CRM_TIMEOUT, as 10s,
// 500ms or a number of seconds, or otherwise where it is not set.
//
// Errors: CodeUsage for what is not a length of time.
func (env Environment) Wait(otherwise time.Duration) (time.Duration, error) {
	text := strings.TrimSpace(env.Get("CRM_TIMEOUT"))
	if text == "" {
		return otherwise, nil
	}
	wait, err := lengthOfTime(text)
	if err != nil || wait < 0 {
		return 0, crm.Errorf(crm.CodeUsage, "CRM_TIMEOUT is %q, which is not a length of time", env.Get("CRM_TIMEOUT")).Try("Write it as 10s, 500ms or 2m")
	}
	return wait, nil
}

// lengthOfTime reads 10s, 500ms or a number of seconds.
func lengthOfTime(text string) (time.Duration, error) {
	if strings.Trim(text, "0123456789") == "" {
		text += "s"
	}
	return time.ParseDuration(text)
}

// relative warns of variables that hold a relative path, which the
// specification says to ignore.
func (env Environment) relative(variables ...string) []string {
	var warnings []string
	for _, name := range variables {
		if path := env.Get(name); path != "" && !filepath.IsAbs(path) {
			warnings = append(warnings, name+" is not an absolute path, so it is ignored")
		}
	}
	return warnings
}

// dir is a base directory of the XDG specification: the variable where it
// holds an absolute path, otherwise the place under the home directory. On
// Windows it is the local application data.
func (env Environment) dir(variable, under string) (string, error) {
	if path := env.Get(variable); filepath.IsAbs(path) {
		return path, nil
	}
	home := env.Get("HOME")
	if runtime.GOOS == "windows" {
		if path := env.Get("LOCALAPPDATA"); path != "" {
			return path, nil
		}
		home = env.Get("USERPROFILE")
	}
	if !filepath.IsAbs(home) {
		return "", crm.Errorf(crm.CodeEnvironment, "there is no home directory: HOME is not set").Try("Set HOME, or name the book: --book FILE")
	}
	return filepath.Join(home, under), nil
}
