//! Changes to a content file, as a slip of the pen makes them.

use super::tree::Tree;

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

/// The way to a value, from the whole file on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place(Vec<Step>);

impl Place {
    /// The way without the numbers of list items: what such places have in common.
    pub(crate) fn shape(&self) -> String {
        let steps = self.0.iter().map(|step| match step {
            Step::Key(key) => format!(".{key}"),
            Step::Index(_) => "[]".to_owned(),
        });
        steps.collect()
    }

    fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// Every place of a file.
pub(crate) fn places(tree: &Tree) -> Vec<Place> {
    let mut found = Vec::new();
    walk(tree, &Place(Vec::new()), &mut found);
    found
}

fn walk(tree: &Tree, at: &Place, found: &mut Vec<Place>) {
    found.push(at.clone());
    match tree {
        Tree::Table(entries) => {
            for (key, value) in entries {
                walk(value, &at.then(Step::Key(key.clone())), found);
            }
        }
        Tree::List(items) => {
            for (i, item) in items.iter().enumerate() {
                walk(item, &at.then(Step::Index(i)), found);
            }
        }
        _ => {}
    }
}

fn get<'t>(tree: &'t mut Tree, place: &[Step]) -> &'t mut Tree {
    let Some((first, rest)) = place.split_first() else {
        return tree;
    };
    match (tree, first) {
        (Tree::Table(entries), Step::Key(key)) => {
            let entry = entries.iter_mut().find(|(have, _)| have == key).unwrap();
            get(&mut entry.1, rest)
        }
        (Tree::List(items), Step::Index(i)) => get(&mut items[*i], rest),
        _ => panic!("no such place"),
    }
}

/// What may stand in the place of a value: each kind, at its edges.
fn others() -> Vec<Tree> {
    let text = |text: &str| Tree::Text(text.to_owned());
    let whole = |raw: &str| Tree::Whole(raw.to_owned());
    let float = |raw: &str| Tree::Float(raw.to_owned());
    vec![
        text(""),
        text("  "),
        text("x"),
        text("S1"),
        text("Not an id"),
        text("a--b"),
        text("trailing-"),
        text(&"long".repeat(17)),
        text("two\nlines"),
        text("2026-01-31"),
        text("left"),
        text("standing"),
        text("none"),
        whole("0"),
        whole("7"),
        whole("-1"),
        whole("1001"),
        whole("4294967295"),
        whole("4294967296"),
        whole("9223372036854775807"),
        float("5.0"),
        float("2.5"),
        float("-1000.5"),
        float("1e300"),
        float("nan"),
        float("inf"),
        Tree::Flag(true),
        Tree::Date("2026-01-31".to_owned()),
        Tree::Date("2026-01-31T10:00:00Z".to_owned()),
        Tree::Date("10:00:00".to_owned()),
        Tree::List(Vec::new()),
        Tree::List(vec![whole("1")]),
        Tree::List(vec![text("x")]),
        Tree::List(vec![whole("1"), whole("2")]),
        Tree::List(vec![float("1.5"), whole("2"), whole("-3")]),
        Tree::List(vec![whole("1"), text("x")]),
        Tree::Table(Vec::new()),
        Tree::Table(vec![("x".to_owned(), whole("1"))]),
        range(&[("min", 1), ("max", 3)]),
        range(&[("min", 1), ("usual", 2), ("max", 3)]),
        range(&[("min", 3), ("usual", 2), ("max", 1)]),
        range(&[("min", 1)]),
        Tree::Table(vec![("hold".to_owned(), range(&[("seconds", 5)]))]),
        Tree::Table(vec![
            ("hold".to_owned(), range(&[("seconds", 5)])),
            ("timed".to_owned(), range(&[("seconds", 5)])),
        ]),
    ]
}

fn range(entries: &[(&str, u32)]) -> Tree {
    let entries = entries
        .iter()
        .map(|(key, number)| ((*key).to_owned(), Tree::Whole(number.to_string())));
    Tree::Table(entries.collect())
}

/// Every change at a place, each with what it is.
pub(crate) fn changes(tree: &Tree, place: &Place) -> Vec<(String, Tree)> {
    let mut found = Vec::new();
    let mut change = |what: String, with: &dyn Fn(&mut Tree)| {
        let mut changed = tree.clone();
        with(get(&mut changed, &place.0));
        if changed != *tree {
            found.push((format!("{} {what}", place.shape()), changed));
        }
    };
    let mut here = tree.clone();
    let here = get(&mut here, &place.0).clone();
    if !place.0.is_empty() {
        for other in others() {
            change(format!("becomes {other:?}"), &|value| {
                *value = other.clone()
            });
        }
    }
    if let Tree::Table(entries) = &here {
        change("gets a key more".to_owned(), &|value| {
            add(value, "stray", Tree::Whole("1".to_owned()));
        });
        for (i, (key, _)) in entries.iter().enumerate() {
            change(format!("loses `{key}`"), &|value| {
                if let Tree::Table(entries) = value {
                    entries.remove(i);
                }
            });
            change(format!("has `{key}` with a slip"), &|value| {
                if let Tree::Table(entries) = value {
                    entries[i].0.push('s');
                }
            });
            change(format!("has `{key}` in capitals"), &|value| {
                if let Tree::Table(entries) = value {
                    entries[i].0 = entries[i].0.to_uppercase();
                }
            });
        }
    }
    if let Tree::List(items) = &here {
        for other in others() {
            change(format!("gets the item {other:?}"), &|value| {
                if let Tree::List(items) = value {
                    items.push(other.clone());
                }
            });
        }
        if let Some(first) = items.first() {
            change("says its first item twice".to_owned(), &|value| {
                if let Tree::List(items) = value {
                    items.push(first.clone());
                }
            });
            change("loses an item".to_owned(), &|value| {
                if let Tree::List(items) = value {
                    items.remove(0);
                }
            });
        }
    }
    found
}

fn add(table: &mut Tree, key: &str, value: Tree) {
    if let Tree::Table(entries) = table {
        entries.push((key.to_owned(), value));
    }
}

/// Numbers that look random and are always the same (xorshift).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }

    /// One change somewhere.
    pub(crate) fn change(&mut self, tree: &Tree) -> (String, Tree) {
        loop {
            let places = places(tree);
            let place = &places[self.below(places.len())];
            let mut changes = changes(tree, place);
            if !changes.is_empty() {
                let at = self.below(changes.len());
                return changes.swap_remove(at);
            }
        }
    }
}
