package cli

import (
	"bufio"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// mostAnswers limits answers that are not a choice.
const mostAnswers = 3

// canAsk reports whether somebody can be asked.
func (a *app) canAsk() bool {
	_, _, ok := terminal(a.env.In)
	return ok && !a.flags.noInput && !a.flags.yes
}

// ask puts a question on the terminal and returns the choice that was taken or, without
// choices, the text that was typed. If nobody can be asked, what needs a yes is
// rejected, and the rest has no answer.
func (a *app) ask(n crm.Notice, choices []string) (string, error) {
	if !a.canAsk() {
		if strings.HasPrefix(n.Code, "confirm-") {
			return "", crm.Errorf(crm.CodeRefused, "nobody can be asked %q", a.screen().Sentence(n)).Try("If that is meant: the same command with --yes")
		}
		return "", nil
	}
	a.screen().Question(a.env.Err, n, choices)
	in := bufio.NewReader(a.env.In)
	for range mostAnswers {
		said, ended := nextLine(in)
		choice, ok := a.choiceFor(said, choices, n)
		switch {
		case ok && choice == "":
			return "", crm.Errorf(crm.CodeRefused, "you chose to change nothing")
		case ok:
			return choice, nil
		}
		if ended {
			break
		}
		a.screen().NoAnswer(a.env.Err, said, len(choices))
	}
	return "", crm.Errorf(crm.CodeRefused, "that is not one of the answers")
}

// nextLine reads one line, also without a line end.
func nextLine(in *bufio.Reader) (text string, ended bool) {
	line, err := in.ReadString('\n')
	return strings.TrimSpace(line), err != nil
}

// choiceFor returns the choice that an answer means; empty is to change nothing. A word
// for leaving is not the beginning of a choice: "cancel" is ambiguous where a choice
// cancels an appointment. Where a text is asked for, neither yes nor no is one.
func (a *app) choiceFor(answer string, choices []string, n crm.Notice) (choice string, ok bool) {
	typed := answer
	answer = fold.Text(answer)
	switch {
	case typed == "" || answer == "0":
		return "", true
	case answer == "": // a question mark
		return "", false
	case len(choices) == 0 && (slices.Contains(wayOut, answer) || slices.Contains(no, answer)):
		return "", true
	case len(choices) == 0: // a yes is not what was asked for
		return typed, !slices.Contains(yes, answer) || answer == "1"
	case len(choices) == 1 && slices.Contains(yes, answer):
		return choices[0], true
	}
	if i, err := strconv.Atoi(answer); err == nil && len(choices) > 1 {
		if i < 1 || i > len(choices) {
			return "", false
		}
		return choices[i-1], true
	}
	var begun []string
	for _, choice := range choices {
		text := fold.Text(a.screen().Choice(choice, n))
		if text == answer {
			return choice, true
		}
		if strings.HasPrefix(text, answer) || strings.HasPrefix(choice, answer) {
			begun = append(begun, choice)
		}
	}
	switch {
	case slices.Contains(no, answer) || slices.Contains(wayOut, answer) || answer == fold.Text(a.locale.Text("choice.nothing")):
		return "", true
	case len(begun) == 1 && len(choices) > 1:
		return begun[0], true
	}
	return "", false
}

// What people type for yes, for no, and to leave a question, folded as by fold.Text.
var (
	yes = []string{"1", "y", "yes", "s", "si", "ok", "はい"}
	no  = []string{"n", "no", "いいえ", "none", "nessuno", "ninguno", "niente", "nada", "nothing"}

	wayOut = []string{
		"q", "quit", "x", "exit", "cancel", "stop", "abort", "back", "annulla", "annullare", "esci", "indietro", "basta",
		"cancelar", "cancela", "anular", "salir", "volver", "atras", "キャンセル", "中止", "取消", "取り消し", "やめる", "戻る", "終了",
	}
)
