//! The API's reference and the pages that explain problems, made of the same code as what they describe.

use std::sync::LazyLock;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Map, Value};

use crate::api;
use crate::prepared::Prepared;
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;

/// The reference and the problems.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/api", get(reference))
        .route("/problems", get(problems))
        .route("/problems/{kind}", get(problem))
}

/// The reference.
#[derive(Template)]
#[template(path = "reference/api.html")]
struct Reference {
    title: String,
    description: String,
    tags: Vec<Tag>,
    schemas: Vec<Schema>,
}

/// A part of the API.
struct Tag {
    name: String,
    description: String,
    operations: Vec<Operation>,
}

/// Something that can be asked.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: String,
    parameters: Vec<Field>,
    body: Option<Kindof>,
    answers: Vec<Answer>,
}

/// An answer.
struct Answer {
    status: String,
    description: String,
    body: Option<Kindof>,
}

/// A type in words, and where it is described.
#[derive(Default)]
struct Kindof {
    words: String,
    link: Option<String>,
}

/// A parameter, or a field of an object.
struct Field {
    name: String,
    kind: Kindof,
    needed: bool,
    description: String,
}

/// A type.
struct Schema {
    name: String,
    description: String,
    fields: Vec<Field>,
    /// What it may be, where it has no fields.
    values: String,
}

/// The pages of problems.
#[derive(Template)]
#[template(path = "reference/problems.html")]
struct Problems {
    kinds: &'static [Kind],
    one: Option<Kind>,
}

/// A text as HTML, with what stands in backticks as code.
fn marked(text: &str) -> String {
    let mut html = String::new();
    for (i, piece) in text.split('`').enumerate() {
        let piece = piece
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        if i % 2 == 1 {
            html += &format!("<code>{piece}</code>");
        } else {
            html += &piece;
        }
    }
    html
}

fn text(value: &Value, key: &str) -> String {
    let found = value.get(key).and_then(Value::as_str);
    found.unwrap_or_default().to_owned()
}

fn entries<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    let found = value.get(key).and_then(Value::as_object);
    found.into_iter().flat_map(Map::iter)
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    let found = value.get(key).and_then(Value::as_array);
    found.into_iter().flatten()
}

impl Kindof {
    /// A schema in words.
    fn of(schema: &Value) -> Self {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let name = name.rsplit('/').next().unwrap_or(name).to_owned();
            return Self {
                link: Some(format!("#{name}")),
                words: name,
            };
        }
        let choices: Vec<&Value> = ["oneOf", "anyOf", "allOf"]
            .iter()
            .flat_map(|key| list(schema, key))
            .collect();
        if !choices.is_empty() {
            let choices: Vec<Self> = choices.into_iter().map(Self::of).collect();
            let link = choices.iter().find_map(|one| one.link.clone());
            let words: Vec<String> = choices.into_iter().map(|one| one.words).collect();
            return Self {
                words: words.join(" or "),
                link,
            };
        }
        let mut named: Vec<String> = match schema.get("type") {
            Some(Value::String(one)) => vec![one.clone()],
            Some(Value::Array(all)) => {
                let all = all.iter().filter_map(Value::as_str);
                all.map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        let mut link = None;
        for word in &mut named {
            if word == "array" {
                let inner = schema.get("items").map(Self::of).unwrap_or_default();
                *word = format!("list of {}", inner.words);
                link = inner.link;
            } else if word == "object" && schema.get("additionalProperties").is_some() {
                *word = "object by id".to_owned();
            } else if let Some(format) = schema.get("format").and_then(Value::as_str) {
                *word = match format {
                    "int32" | "int64" => "whole number".to_owned(),
                    "double" | "float" => "number".to_owned(),
                    other => format!("{word} ({other})"),
                };
            }
            if word == "integer" {
                "whole number".clone_into(word);
            }
            let bound = |key: &str| schema.get(key).filter(|one| one.is_number());
            if let (true, Some(least), Some(most)) =
                (word.ends_with("number"), bound("minimum"), bound("maximum"))
            {
                *word = format!("{word} from {least} to {most}");
            }
        }
        let values: Vec<String> = list(schema, "enum")
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        if !values.is_empty() {
            named = vec![values.join(", ")];
        }
        Self {
            words: named.join(" or "),
            link,
        }
    }
}

impl Field {
    fn of(name: &str, schema: &Value, needed: bool) -> Self {
        Self {
            name: name.to_owned(),
            kind: Kindof::of(schema),
            needed,
            description: text(schema, "description"),
        }
    }
}

impl Schema {
    fn of(name: &str, schema: &Value) -> Self {
        let mut fields = Vec::new();
        // What is laid beside other fields stands in a list of parts.
        let parts: Vec<&Value> = list(schema, "allOf").chain([schema]).collect();
        for part in &parts {
            let needed: Vec<&str> = list(part, "required").filter_map(Value::as_str).collect();
            fields.extend(
                entries(part, "properties").map(|(field, schema)| {
                    Field::of(field, schema, needed.contains(&field.as_str()))
                }),
            );
        }
        let beside: Vec<String> = list(schema, "allOf")
            .map(Kindof::of)
            .filter_map(|one| one.link.map(|_| one.words))
            .collect();
        let values = match (beside.is_empty(), fields.is_empty()) {
            (false, _) => format!("With everything of {}.", beside.join(", ")),
            (true, true) => Kindof::of(schema).words,
            (true, false) => String::new(),
        };
        Self {
            name: name.to_owned(),
            description: text(schema, "description"),
            fields,
            values,
        }
    }
}

impl Operation {
    fn of(path: &str, method: &str, operation: &Value) -> Self {
        let content = |of: &Value| {
            let found = of.get("content").and_then(Value::as_object);
            let (media, said) = found?.iter().next()?;
            let kind = said.get("schema").map(Kindof::of).unwrap_or_default();
            let is_json = media == "application/json";
            Some(if is_json || media == crate::problem::MEDIA {
                kind
            } else {
                Kindof {
                    words: media.clone(),
                    link: None,
                }
            })
        };
        let parameters = list(operation, "parameters").map(|one| Field {
            description: text(one, "description"),
            ..Field::of(
                &text(one, "name"),
                one.get("schema").unwrap_or(&Value::Null),
                one.get("required") == Some(&Value::Bool(true)),
            )
        });
        let answers = entries(operation, "responses").map(|(status, one)| Answer {
            status: status.clone(),
            description: text(one, "description"),
            body: content(one),
        });
        Self {
            id: text(operation, "operationId"),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(operation, "summary"),
            description: text(operation, "description"),
            parameters: parameters.collect(),
            body: operation.get("requestBody").and_then(content),
            answers: answers.collect(),
        }
    }
}

impl Reference {
    /// The document in words.
    fn of(document: &Value) -> Self {
        let mut tags: Vec<Tag> = list(document, "tags")
            .map(|tag| Tag {
                name: text(tag, "name"),
                description: text(tag, "description"),
                operations: Vec::new(),
            })
            .collect();
        for (path, methods) in entries(document, "paths") {
            for (method, operation) in methods.as_object().into_iter().flat_map(Map::iter) {
                let tag = list(operation, "tags").next().and_then(Value::as_str);
                let own = tags.iter_mut().find(|one| Some(one.name.as_str()) == tag);
                if let Some(own) = own {
                    own.operations.push(Operation::of(path, method, operation));
                }
            }
        }
        let info = document.get("info").unwrap_or(&Value::Null);
        let components = document.get("components").unwrap_or(&Value::Null);
        let schemas = entries(components, "schemas");
        Self {
            title: text(info, "title"),
            description: text(info, "description"),
            tags,
            schemas: schemas.map(|(name, one)| Schema::of(name, one)).collect(),
        }
    }
}

static REFERENCE: LazyLock<Outcome<Prepared>> = LazyLock::new(|| {
    let document = serde_json::to_value(api::document()).unwrap_or(Value::Null);
    html(&Reference::of(&document))
});

fn html(page: &impl Template) -> Outcome<Prepared> {
    let text = page.render();
    let text = text.map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
    Ok(Prepared::new("text/html; charset=utf-8", text))
}

async fn reference(headers: HeaderMap) -> Outcome<Response> {
    let prepared = REFERENCE.as_ref().map_err(Clone::clone)?;
    Ok(prepared.answer(&headers))
}

async fn problems(headers: HeaderMap) -> Outcome<Response> {
    let page = Problems {
        kinds: Kind::ALL,
        one: None,
    };
    Ok(html(&page)?.answer(&headers))
}

async fn problem(Path(kind): Path<String>, headers: HeaderMap) -> Outcome<Response> {
    let kind = Kind::from_word(&kind).ok_or_else(|| not_found("there is no such problem"))?;
    let page = Problems {
        kinds: &[],
        one: Some(kind),
    };
    Ok(html(&page)?.answer(&headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_are_code_and_nothing_is_markup() {
        assert_eq!(marked("a `b` < c"), "a <code>b</code> &lt; c");
        assert_eq!(marked("`<b>`"), "<code>&lt;b&gt;</code>");
    }
}
