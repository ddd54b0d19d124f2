//! What is gathered while a schema is written: records, and other shapes that are used in several places.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// One key of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The key, as it is written.
    pub key: &'static str,
    /// What it says.
    pub says: String,
    /// What an author calls such a value ("a whole number").
    pub kind: String,
    /// Whether it has to be there.
    pub needed: bool,
    /// The JSON Schema of its value.
    pub schema: Value,
}

/// A table with known keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What it is.
    pub says: String,
    /// Its keys, in the order in which they are written.
    pub fields: Vec<Field>,
}

/// The shapes that a kind of file is made of, each under the name of its type.
#[derive(Debug, Default)]
pub struct Book {
    records: BTreeMap<&'static str, Record>,
    shapes: BTreeMap<&'static str, Value>,
    /// The names in the order in which they were first met, from the outside in.
    order: Vec<&'static str>,
}

impl Book {
    /// A reference to a record, which is described when it is met for the first time.
    pub fn record(
        &mut self,
        name: &'static str,
        describe: impl FnOnce(&mut Self) -> Record,
    ) -> Value {
        if !self.order.contains(&name) {
            self.order.push(name);
            let record = describe(self);
            self.records.insert(name, record);
        }
        reference(name)
    }

    /// A reference to another shape, which is described when it is met for the first time.
    pub fn shape(
        &mut self,
        name: &'static str,
        describe: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        if !self.order.contains(&name) {
            self.order.push(name);
            let shape = describe(self);
            self.shapes.insert(name, shape);
        }
        reference(name)
    }

    /// The records, in the order in which they were first met: the whole file first.
    pub fn records(&self) -> impl Iterator<Item = (&'static str, &Record)> {
        self.order
            .iter()
            .filter_map(|name| Some((*name, self.records.get(name)?)))
    }

    /// The JSON Schema of what was described first, with everything else as its definitions.
    pub(super) fn into_schema(self) -> Value {
        let root = self.order.first().copied().unwrap_or_default();
        let records = self
            .records
            .iter()
            .map(|(name, record)| (*name, record.schema()));
        let shapes = self.shapes.into_iter();
        let mut all: BTreeMap<&str, Value> = records.chain(shapes).collect();
        let mut schema = all.remove(root).unwrap_or_default();
        let definitions: Map<String, Value> = all
            .into_iter()
            .map(|(name, schema)| (name.to_owned(), schema))
            .collect();
        if !definitions.is_empty() {
            schema["definitions"] = Value::Object(definitions);
        }
        schema
    }
}

impl Record {
    /// The JSON Schema of the record: its keys and no others.
    fn schema(&self) -> Value {
        let properties: Map<String, Value> = self
            .fields
            .iter()
            .map(|field| (field.key.to_owned(), described(&field.schema, &field.says)))
            .collect();
        let needed: Vec<&str> = self
            .fields
            .iter()
            .filter(|field| field.needed)
            .map(|field| field.key)
            .collect();
        json!({
            "type": "object",
            "description": self.says,
            "properties": properties,
            "required": needed,
            "additionalProperties": false,
        })
    }
}

/// A reference to a definition.
fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A schema with a description. What stands beside a reference is not read (draft 7), so that one is wrapped.
pub fn described(schema: &Value, says: &str) -> Value {
    let mut out = match schema {
        Value::Object(map) if !map.contains_key("$ref") => map.clone(),
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    let own = out.get("description").and_then(Value::as_str);
    let says = match own {
        Some(own) if !own.is_empty() => format!("{says}\n\n{own}"),
        _ => says.to_owned(),
    };
    out.insert("description".to_owned(), Value::String(says));
    Value::Object(out)
}

/// A text of doc comments, without the space that begins each line.
pub fn told(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ").trim().to_owned()
}

/// A closed list of words, each with what it means; editors that know how show that beside the word.
pub fn words(words: &[&str], meanings: &[String]) -> Value {
    let list: Vec<String> = words
        .iter()
        .zip(meanings)
        .filter(|(_, says)| !says.is_empty())
        .map(|(word, says)| format!("- `{word}`: {says}"))
        .collect();
    let mut schema = json!({ "enum": words });
    if let (Some(map), false) = (schema.as_object_mut(), list.is_empty()) {
        map.insert("description".to_owned(), list.join("\n").into());
        map.insert(
            "x-taplo".to_owned(),
            json!({ "docs": { "enumValues": meanings } }),
        );
    }
    schema
}
