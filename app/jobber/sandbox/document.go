package sandbox

import (
	"fmt"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"pricesync/app/jobber/schema"
)

// maxDocuments is how many documents are remembered; clients send few.
const maxDocuments = 256

// maxTokens bounds the size of one document.
const maxTokens = 200_000

// document is a parsed query. Validation annotates it, so one copy belongs to one variant of the schema.
type document struct {
	query     *ast.QueryDocument
	validated bool
	problems  []graphError
}

type documentKey struct {
	withoutIDs bool
	text       string
}

// parse returns the document of a query, nil where it is not GraphQL.
func (s *Server) parse(text string) *document {
	key := documentKey{s.switches.NoIDsFilter, text}
	if known, ok := s.documents[key]; ok {
		return known
	}
	if len(s.documents) >= maxDocuments {
		clear(s.documents)
	}
	query, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, maxTokens)
	var parsed *document
	if err == nil && len(query.Operations) > 0 {
		parsed = &document{query: query}
	}
	s.documents[key] = parsed
	return parsed
}

// validate returns what is wrong with the document in graphql-ruby's words.
func (d *document) validate(in *ast.Schema) []graphError {
	if !d.validated {
		d.problems, d.validated = validate(in, d.query), true
	}
	return d.problems
}

// schema returns the schema, with or without the filter by ids.
func (s *Server) schema(withoutIDs bool) *ast.Schema {
	if known, ok := s.schemas[withoutIDs]; ok {
		return known
	}
	loaded, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schema.SDL})
	if err != nil {
		panic(fmt.Sprintf("sandbox: the embedded schema is invalid: %v", err))
	}
	if filter := loaded.Types["ProductsFilterInput"]; withoutIDs && filter != nil {
		var left ast.FieldList
		for _, field := range filter.Fields {
			if field.Name != "ids" {
				left = append(left, field)
			}
		}
		filter.Fields = left
	}
	s.schemas[withoutIDs] = loaded
	return loaded
}
