package store

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"crm/internal/crm"
)

// AtHosts returns the address of the same book on other hosts: HOST[:PORT],…, or the directory of a
// socket. Any of them will do, a replica among them.
//
// Errors: CodeUsage for what names no host.
func AtHosts(address, hosts string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	if strings.ContainsAny(hosts, "@?# ") || strings.Contains(hosts, "://") || !isSocket(hosts) && strings.Contains(hosts, "/") {
		return "", crm.Errorf(crm.CodeUsage, "a replica is named by its host alone: the user, the database and the book are those of the address").On("read-from").
			Try("Write it as replica.agency.lan or replica.agency.lan:5433")
	}
	asked := u.Query()
	for _, key := range []string{"host", "port", "target_session_attrs"} {
		asked.Del(key)
	}
	if u.Host = hosts; isSocket(hosts) {
		dir, port, _ := strings.Cut(hosts, ":")
		u.Host = ""
		asked.Set("host", dir)
		if port != "" {
			asked.Set("port", port)
		}
	}
	asked.Set("target_session_attrs", "any")
	u.RawQuery = asked.Encode()
	return u.String(), CheckAddress(u.String())
}

// preferPrimary has one of several hosts be used that can be written to, unless the address says
// otherwise. What a server says of itself when it lets a login in saves asking it.
func preferPrimary(config *pgx.ConnConfig, asked string) {
	switch {
	case asked == "" && config.ValidateConnect == nil && len(config.Fallbacks) > 0, asked == "read-write", asked == "primary":
		asks := config.ValidateConnect
		if asks == nil {
			asks = pgconn.ValidateConnectTargetSessionAttrsReadWrite
		}
		config.ValidateConnect = func(ctx context.Context, c *pgconn.PgConn) error {
			switch standby, readOnly := c.ParameterStatus("in_hot_standby"), c.ParameterStatus("default_transaction_read_only"); {
			case standby == "on":
				return pgconn.ErrReadOnlyConnection
			case standby == "off" && readOnly == "off":
				return nil
			}
			return asks(ctx, c)
		}
	}
}

// isReplica reports whether the server said so when it let this login in.
func (s *session) isReplica() (is bool) {
	_ = s.through(func(l *link) error {
		is = l.conn.PgConn().ParameterStatus("in_hot_standby") == "on"
		return nil
	})
	return is
}

// asksReplica asks where the primary is, whether the replica hears from it, whether it has done all that it has heard, and
// how old the last of that is. An administrator may say where the primary is (ALTER DATABASE crm SET crm.primary_host); what a
// replica itself knows, it tells to those who may see its statistics.
const asksReplica = `SELECT coalesce(nullif(current_setting('crm.primary_host', true), ''), (SELECT concat(sender_host, ':', sender_port) FROM pg_stat_wal_receiver WHERE sender_host IS NOT NULL), ''),
	EXISTS (SELECT 1 FROM pg_stat_wal_receiver), coalesce(pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn(), false),
	CAST(coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0) AS BIGINT)`

// lookAtReplica learns whether the book is on a replica. Who means to write to one is told where the primary is.
func (s *Store) lookAtReplica(v *View) error {
	if !v.tx.(*session).isReplica() {
		return nil
	}
	r := &crm.Replica{}
	var hears, all bool
	var seconds int64
	if err := v.row(asksReplica).Scan(&r.Primary, &hears, &all, &seconds); err != nil {
		return s.explain(err)
	}
	if r.CutOff = !hears; r.CutOff || !all {
		r.Behind = time.Duration(seconds) * time.Second
	}
	if !s.readOnly {
		return s.isNoPrimary(r.Primary)
	}
	s.replica = r
	return nil
}

// isNoPrimary is the error for a change on a server that can only be read.
func (s *Store) isNoPrimary(primary string) error {
	if primary == "" {
		return crm.Errorf(crm.CodeEnvironment, "%s can only be read there: the server is a replica", s.Name()).Try("%s", namePrimary)
	}
	e := crm.Errorf(crm.CodeEnvironment, "%s can only be read there: the server is a replica, of %s", s.Name(), primary)
	if at, err := AtHosts(s.path, primary); err == nil {
		return e.Try("Name that one: %s", strings.TrimSuffix(strings.Replace(at, "&target_session_attrs=any", "", 1), "?target_session_attrs=any"))
	}
	return e.Try("%s", namePrimary)
}

const namePrimary = "Name the server that is written to, or several with commas between them: the one that can be written to is used"

// Replica returns what is known of the server of a book that is read, where that is a replica; nil
// for another one and for a file.
func (s *Store) Replica() *crm.Replica { return s.replica }
