//! Starters: commented files to begin a technique, a figure, a routine, a guide or a pack with.
//!
//! A starter has every key that is needed, says beside it what belongs there, and lists the words that the
//! set knows. What only an author can say is left blank (`""`); once the blanks are filled, the file is valid. Until
//! then the check names each blank by its place.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Library, Role, Sides, Technique};

/// What can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// `techniques/<id>.toml`.
    Technique,
    /// `techniques/<id>.figure.toml`.
    Figure,
    /// `routines/<id>.toml`.
    Routine,
    /// `guides/<id>.md`.
    Guide,
    /// `pack.toml`.
    Pack,
}

/// The longest line that a list of words makes, in characters.
const WIDTH: usize = 112;

impl Starter {
    /// The name of the file inside a content set.
    pub fn file_name(self, id: &str) -> String {
        match self {
            Self::Technique => format!("techniques/{id}.toml"),
            Self::Figure => format!("techniques/{id}.figure.toml"),
            Self::Routine => format!("routines/{id}.toml"),
            Self::Guide => format!("guides/{id}.md"),
            Self::Pack => "pack.toml".to_owned(),
        }
    }

    /// The text of the file for `id`. The words it lists are those of `library`; a figure takes sides and
    /// directions from the technique of that id, if it is there.
    pub fn text(self, id: &str, today: Date, library: &Library) -> String {
        let template = match self {
            Self::Technique => include_str!("technique.toml"),
            Self::Figure => include_str!("figure.toml"),
            Self::Routine => include_str!("routine.toml"),
            Self::Guide => include_str!("guide.md"),
            Self::Pack => include_str!("pack.toml"),
        };
        let mut out = String::with_capacity(template.len() * 2);
        for line in template.lines() {
            if let Some(line) = filled(line, id, today, library) {
                out.push_str(&line);
                out.push('\n');
            }
        }
        out
    }
}

/// A line with what stands for its marks; none for a line that says nothing here.
fn filled<'l>(line: &'l str, id: &str, today: Date, library: &Library) -> Option<Cow<'l, str>> {
    let Some((before, rest)) = line.split_once('@') else {
        return Some(line.into());
    };
    let (mark, after) = rest.split_once('@')?;
    let value = match mark {
        "id" => id.to_owned(),
        "today" => today.to_string(),
        "position" => position(library)?,
        "side" | "direction" => return stated(mark, library.technique(id)).map(Into::into),
        list => return Some(wrapped(before, &words(list, library)).into()),
    };
    let after = filled(after, id, today, library)?;
    Some(format!("{before}{value}{after}").into())
}

/// The position to begin with: standing, where there is such a one.
fn position(library: &Library) -> Option<String> {
    let known = library.vocabulary();
    let found = known.position("standing").or(known.positions.first())?;
    Some(found.id.to_string())
}

/// What a figure has to say of a technique with sides or directions.
fn stated(mark: &str, technique: Option<&Technique>) -> Option<String> {
    let technique = technique?;
    if mark == "side" {
        let says =
            "side = \"left\"  # the side that the keyframes show; the other is their mirror image";
        return (technique.sides.value == Sides::Each).then(|| says.to_owned());
    }
    let direction = technique.directions.first()?;
    Some(format!(
        "direction = \"{direction}\"  # the one that the keyframes show"
    ))
}

/// The words that a mark stands for.
fn words(list: &str, library: &Library) -> Vec<String> {
    let known = library.vocabulary();
    /// The ids of a list.
    macro_rules! ids {
        ($items:expr) => {
            $items.iter().map(|one| one.id.to_string()).collect()
        };
    }
    let with_role = |role: Role| {
        let have = library.techniques().iter().filter(|one| one.has_role(role));
        have.map(|one| one.id.to_string()).collect()
    };
    match list {
        "families" => ids!(known.families),
        "sources" => ids!(library.sources()),
        "positions" => ids!(known.positions),
        "equipment" => ids!(known.equipment),
        "areas" => ids!(known.areas),
        "muscles" => ids!(known.muscles),
        "causes" => ids!(known.causes),
        "traits" => ids!(known.traits),
        "goals" => ids!(known.goals),
        "warm_ups" => with_role(Role::WarmUp),
        "finishes" => with_role(Role::Finish),
        _ => Vec::new(),
    }
}

/// Words with commas between them, on lines of a comment that begin as the first one does.
fn wrapped(before: &str, words: &[String]) -> String {
    let mut out = before.to_owned();
    let mut room = WIDTH.saturating_sub(before.chars().count());
    for (i, word) in words.iter().enumerate() {
        let comma = if i + 1 < words.len() { "," } else { "" };
        let space = usize::from(i > 0);
        let long = word.chars().count() + comma.len() + space;
        if i > 0 && long > room {
            out.push('\n');
            out.push_str("#   ");
            room = WIDTH - 4;
        } else if i > 0 {
            out.push(' ');
        }
        out.push_str(word);
        out.push_str(comma);
        room = room.saturating_sub(long);
    }
    out
}

#[cfg(test)]
mod tests;
