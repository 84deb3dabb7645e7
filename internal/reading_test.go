package internal_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNoReadWrites holds that a look at a book can't change it: store.View has no way
// to write, and nothing that is handed one finds another.
func TestNoReadWrites(t *testing.T) {
	watch(t)
	check := newChecker(t, "crm/internal/store", "crm/internal/book")
	store, book := check.load("crm/internal/store"), check.load("crm/internal/book")

	view, tx := store.named("View"), store.named("Tx")
	writing := map[string]bool{} // what Tx has beside what it has as a View
	for i := range tx.NumMethods() {
		if m := tx.Method(i); m.Exported() {
			writing[m.Name()] = true
		}
	}
	for _, name := range []string{"Put", "Insert", "Delete", "Journal"} {
		if !writing[name] {
			t.Errorf("Tx has no method %s of its own", name)
		}
	}
	if view.NumMethods() < 20 {
		t.Errorf("a View has %d methods", view.NumMethods())
	}
	for i := range view.NumMethods() {
		if name := view.Method(i).Name(); writing[name] {
			t.Errorf("a View has the method %s, which writes", name)
		}
	}

	// In the store, statements of a View are questions, and only those.
	store.only(t, "(transaction).ExecContext", "(*View).inFull", // which has a server refuse what it hides
		"(*Tx).plainly", "(*dialect).migrate")
	store.only(t, "(*session).write", "(sent).ExecContext")
	store.only(t, "(*session).later", "beginSession", "(*selected).portions") // which declares a cursor
	store.only(t, "(*link).later", "(*session).write", "(*session).later")
	store.only(t, "(*View).prepared", "(*View).question", "(*Tx).exec", "(*Tx).returning")
	for _, name := range store.functions() {
		if !store.takes(name, view) {
			continue
		}
		for _, used := range store.reaches(name) {
			if strings.HasPrefix(used, "(*Tx).") || used == "(*Store).Write" || used == "(*Store).hold" ||
				strings.HasPrefix(used, "database/sql.(*DB).") ||
				strings.HasPrefix(used, "(transaction).Commit") ||
				strings.HasPrefix(used, "database/sql.(*Tx).") && used != "database/sql.(*Tx).PrepareContext" && used != "database/sql.(*Tx).Rollback" {
				t.Errorf("store: %s reaches %s", name, used)
			}
		}
	}

	// In book, one function begins to write, one begins and always takes back, and two make a
	// book: a new one, and one of an export. Beside them a past book is one that nobody has, and
	// which goes on by itself.
	book.only(t, "crm/internal/store.(*Store).Write", "(*Book).attempt", "(*Book).trial", "(*past).walk")
	book.only(t, "crm/internal/store.Scratch", "pastBook")
	book.only(t, "crm/internal/store.(*Tx).PutAgain", "(*past).goOn", "(*past).suppose", "(*work).again")
	book.only(t, "(*work).again", "(*past).play")
	book.only(t, "crm/internal/store.NewDraft", "(*Book).make")
	book.only(t, "crm/internal/store.LoadDraft", "draftOf")
	book.only(t, "crm/internal/store.Create")
	// What is written is remembered: each way has one door.
	book.only(t, "crm/internal/store.(*Tx).Put", "(*work).putFor")
	book.only(t, "crm/internal/store.(*Tx).Delete", "(*past).goOn", "(*past).withoutSupposed", "(*work).again", "(*work).remove")
	book.only(t, "crm/internal/store.(*Tx).Insert", "(*work).bringBack")
	book.only(t, "crm/internal/store.(*Tx).BeginChange", "(*work).beginChange")
	book.only(t, "crm/internal/store.(*Tx).Journal", "(*work).journal")
	book.only(t, "crm/internal/store.(*Tx).Load", "(*importingBook).loadRecord", "(*past).fill")
	book.only(t, "crm/internal/store.(*Tx).LoadRow", "(*importingBook).loadRows", "(*past).fill")
	book.uses["pastBook"], book.uses["(*past).walk"] = nil, nil // which write to that one
	looks := 0
	for _, name := range book.functions() {
		if !strings.HasPrefix(name, "(reader).") && !strings.HasPrefix(name, "(*Book).read#") {
			continue
		}
		looks++
		for _, used := range book.reaches(name) {
			if strings.HasPrefix(used, "crm/internal/store.(*Tx).") || used == "crm/internal/store.(*Store).Write" || used == "(*Book).change" {
				t.Errorf("book: %s reaches %s", name, used)
			}
		}
	}
	if looks < 100 {
		t.Errorf("only %d functions look at the book", looks)
	}
}

// checker reads packages of ours with their types.
type checker struct {
	t       *testing.T
	fset    *token.FileSet
	sources map[string]goPackage
	exports map[string]string
}

func newChecker(t *testing.T, paths ...string) *checker {
	t.Helper()
	c := &checker{t: t, fset: token.NewFileSet(), sources: map[string]goPackage{}, exports: map[string]string{}}
	for _, p := range listed(t, "", append([]string{"-export", "-deps"}, paths...)...) {
		c.exports[p.ImportPath] = p.Export
		c.sources[p.ImportPath] = p
	}
	return c
}

// code is one package: which functions there are, and what each refers to. A
// function that is written where it is handed to (*Book).read counts as one of its
// own.
type code struct {
	pkg    *types.Package
	takers map[string][]types.Type // of its receiver and its parameters
	uses   map[string][]string
}

func (c *checker) load(path string) *code {
	c.t.Helper()
	var files []*ast.File
	for _, name := range c.sources[path].GoFiles {
		f, err := parser.ParseFile(c.fset, filepath.Join(c.sources[path].Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			c.t.Fatal(err)
		}
		files = append(files, f)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: importer.ForCompiler(c.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(c.exports[path]) })}
	pkg, err := config.Check(path, c.fset, files, info)
	if err != nil {
		c.t.Fatal(err)
	}
	of := &code{pkg: pkg, takers: map[string][]types.Type{}, uses: map[string][]string{}}
	for _, file := range files {
		for _, decl := range file.Decls {
			fn, is := decl.(*ast.FuncDecl)
			if !is || fn.Body == nil {
				continue
			}
			def := info.Defs[fn.Name].(*types.Func)
			name := of.name(def)
			signature := def.Signature()
			if signature.Recv() != nil {
				of.takers[name] = append(of.takers[name], signature.Recv().Type())
			}
			for i := range signature.Params().Len() {
				of.takers[name] = append(of.takers[name], signature.Params().At(i).Type())
			}
			of.gather(name, fn.Body, info)
		}
	}
	return of
}

// gather notes what a function refers to.
func (c *code) gather(name string, body ast.Node, info *types.Info) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			called, is := n.Fun.(*ast.SelectorExpr)
			if !is || len(n.Args) == 0 {
				break
			}
			fn, is := info.Uses[called.Sel].(*types.Func)
			look, written := n.Args[len(n.Args)-1].(*ast.FuncLit)
			if is && written && c.name(fn) == "(*Book).read" {
				c.gather("(*Book).read#"+name, look.Body, info)
			}
		case *ast.Ident:
			if fn, is := info.Uses[n].(*types.Func); is {
				c.uses[name] = append(c.uses[name], c.name(fn.Origin()))
			}
		}
		return true
	})
}

// name is that of a function as it is called in its package.
func (c *code) name(fn *types.Func) string {
	name := fn.Name()
	if recv := fn.Signature().Recv(); recv != nil {
		name = "(" + types.TypeString(recv.Type(), func(*types.Package) string { return "" }) + ")." + name
	}
	if fn.Pkg() != nil && fn.Pkg() != c.pkg {
		name = fn.Pkg().Path() + "." + name
	}
	return name
}

func (c *code) named(name string) *types.Named {
	return c.pkg.Scope().Lookup(name).Type().(*types.Named)
}

func (c *code) functions() []string {
	var names []string
	for name := range c.uses {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// takes reports whether a function is handed a pointer to that type, and nothing
// that has more.
func (c *code) takes(name string, what *types.Named) bool {
	return slices.ContainsFunc(c.takers[name], func(t types.Type) bool { return types.Identical(t, types.NewPointer(what)) })
}

// reaches lists what a function refers to, and what that does, within the package.
func (c *code) reaches(name string) []string {
	seen := map[string]bool{}
	var all []string
	for next := []string{name}; len(next) > 0; next = next[1:] {
		for _, used := range c.uses[next[0]] {
			if !seen[used] {
				seen[used] = true
				all, next = append(all, used), append(next, used)
			}
		}
	}
	return all
}

// only holds that nothing but those refers to a function.
func (c *code) only(t *testing.T, what string, users ...string) {
	t.Helper()
	var found []string
	for _, name := range c.functions() {
		if slices.Contains(c.uses[name], what) {
			found = append(found, name)
		}
	}
	slices.Sort(users)
	if !slices.Equal(found, users) {
		t.Errorf("%s is used by %v, want %v", what, found, users)
	}
}
