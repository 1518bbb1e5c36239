// SPDX-License-Identifier: Apache-2.0

// Command notes calls a service of notes with the client that pail's generator
// makes of notes.json. The service is in store.go, and in memory.
package main

//go:generate go run github.com/seed-40dc4ce0/pail/codegen -model notes.json -package notes -out notes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/rest"

	"example.com/notes/notes"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	server := httptest.NewServer(newStore())
	defer server.Close()

	client, err := notes.New(rest.Config{Endpoint: server.URL})
	if err != nil {
		return err
	}
	for _, step := range []func(context.Context, *notes.Client) error{create, update, list, attach, missing, refused, secret, remove} {
		if err := step(ctx, client); err != nil {
			return err
		}
	}
	return nil
}

func create(ctx context.Context, client *notes.Client) error {
	created, err := client.CreateNote(ctx, &notes.CreateNoteInput{
		Title:    "Groceries",
		Text:     new("Milk & bread"),
		Kind:     new(notes.KindShopping),
		Tags:     []string{"home", "today"},
		Labels:   map[string]string{"shop": "corner"},
		RemindAt: new(time.Date(2026, time.November, 21, 17, 30, 0, 0, time.UTC)),
		Password: "correct horse",
	})
	if err != nil {
		return err
	}
	got, err := client.GetNote(ctx, &notes.GetNoteInput{ID: created.ID})
	if err != nil {
		return err
	}
	fmt.Println(created.ID, got.Note.Title, got.Note.Tags, got.Note.Labels, got.Note.RemindAt.Format(time.Kitchen))
	return nil
}

func update(ctx context.Context, client *notes.Client) error {
	updated, err := client.UpdateNote(ctx, &notes.UpdateNoteInput{
		ID: "n1", Password: "correct horse", Title: "Groceries", Tags: []string{"home"},
	})
	if err != nil {
		return err
	}
	fmt.Println("revision", updated.Revision)
	return nil
}

func list(ctx context.Context, client *notes.Client) error {
	for _, title := range []string{"Painting", "Gutters", "Lease"} {
		in := &notes.CreateNoteInput{Title: title, Tags: []string{"home"}, Password: "correct horse"}
		if _, err := client.CreateNote(ctx, in); err != nil {
			return err
		}
	}
	for note, err := range client.ListNotesItems(ctx, &notes.ListNotesInput{Tags: []string{"home"}, Max: new(2)}) {
		if err != nil {
			return err
		}
		fmt.Println("-", note.Title)
	}
	return nil
}

func attach(ctx context.Context, client *notes.Client) error {
	_, err := client.PutAttachment(ctx, &notes.PutAttachmentInput{
		ID: "n1", Password: "correct horse", Name: "2026/receipt.txt",
		ContentType: new("text/plain"), Content: strings.NewReader("milk 1.20, bread 3.40"),
	})
	if err != nil {
		return err
	}
	got, err := client.GetAttachment(ctx, &notes.GetAttachmentInput{ID: "n1", Name: "2026/receipt.txt"})
	if err != nil {
		return err
	}
	defer got.Content.Close()
	text, err := io.ReadAll(got.Content)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %s\n", *got.ContentType, text)
	return nil
}

func missing(ctx context.Context, client *notes.Client) error {
	_, err := client.GetNote(ctx, &notes.GetNoteInput{ID: "n9"})

	// What the model says about this error:
	if gone, ok := errors.AsType[*notes.NoteNotFound](err); ok {
		fmt.Println("there is no note", gone.ID)
	}
	// What the service answered, whichever error it is:
	if answer, ok := errors.AsType[*rest.Error](err); ok {
		fmt.Println(answer.StatusCode, answer.Code, answer.Message, answer.RequestID)
	}
	return nil
}

func refused(ctx context.Context, client *notes.Client) error {
	_, err := client.UpdateNote(ctx, &notes.UpdateNoteInput{Password: "short", Title: strings.Repeat("long ", 20)})

	// Nothing was sent:
	if bad, ok := errors.AsType[*rest.InputError](err); ok {
		for _, issue := range bad.Fields {
			fmt.Println(bad.Operation, issue.Field, issue.Problem)
		}
	}
	return nil
}

func secret(context.Context, *notes.Client) error {
	in := notes.DeleteNoteInput{ID: "n1", Password: "correct horse"}
	fmt.Printf("%+v\n", in)

	text, err := json.Marshal(in)
	fmt.Println(string(text))
	return err
}

func remove(ctx context.Context, client *notes.Client) error {
	_, err := client.DeleteNote(ctx, &notes.DeleteNoteInput{ID: "n1", Password: "battery staple"})

	var wrong *notes.WrongPassword
	fmt.Println("wrong password:", errors.As(err, &wrong))

	_, err = client.DeleteNote(ctx, &notes.DeleteNoteInput{ID: "n1", Password: "correct horse"})
	return err
}
