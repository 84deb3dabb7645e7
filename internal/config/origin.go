package config

import (
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"
)

// Origin is what a new book can learn from where it is made.
type Origin struct {
	Timezone string // IANA name; empty if unknown
	Locale   string // as in LC_ALL, LC_MESSAGES, LANG
	Producer string // the user's name
	// TimezoneFrom says where the time zone was found, for people.
	TimezoneFrom string
}

// Locale is the locale of the environment, for messages.
func (env Environment) Locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env.Get(name); value != "" {
			return value
		}
	}
	return ""
}

// FindOrigin looks around.
func (env Environment) FindOrigin() Origin {
	o := Origin{Locale: env.Locale()}
	o.Timezone, o.TimezoneFrom = env.timezone()
	if u, err := user.Current(); err == nil {
		name, _, _ := strings.Cut(u.Name, ",") // the rest of a GECOS field is an address
		o.Producer = strings.TrimSpace(name)
		if o.Producer == "" {
			o.Producer = u.Username
		}
	}
	if o.Producer == "" {
		o.Producer = env.Get("USER")
	}
	return o
}

func (env Environment) timezone() (name, from string) {
	if tz := strings.TrimPrefix(env.Get("TZ"), ":"); tz != "" {
		return tz, "TZ"
	}
	if target, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, zone, ok := strings.Cut(target, "zoneinfo/"); ok {
			zone = strings.TrimPrefix(zone, "posix/")
			if _, err := time.LoadLocation(zone); err == nil {
				return zone, "/etc/localtime"
			}
		}
	}
	if text, err := os.ReadFile("/etc/timezone"); err == nil {
		if zone := strings.TrimSpace(string(text)); zone != "" {
			if _, err := time.LoadLocation(zone); err == nil {
				return zone, "/etc/timezone"
			}
		}
	}
	return "", ""
}
