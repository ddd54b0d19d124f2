//! Made-up techniques: content sets of any size, valid and varied, for measuring.
//!
//! A pack is the real content set with made-up techniques beside the real ones, so that vocabulary, sources,
//! guides and the safety file are what they always are. The same count and seed give the same pack.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use toml::{Table, Value};
use unhunch_core::diagnostic::SourceFile;

use crate::random::Random;
use crate::workspace::{Failure, at};

/// A real technique without traits: no flag speaks against it, so it can stand in for any other.
const SUBSTITUTE: &str = "shoulder-rolls";

/// Kinds of made-up technique: family, what its name ends in, traits, whether it can warm up or end a plan.
const KINDS: &[(&str, &str, &[&str], &str)] = &[
    ("mobility", "wave", &[], "[\"warm-up\"]"),
    ("mobility", "circle", &["spine-extension"], "[\"warm-up\"]"),
    ("stretch", "reach", &["stretching"], "[\"finish\"]"),
    (
        "stretch",
        "opener",
        &["stretching", "shoulder-opening"],
        "[]",
    ),
    (
        "stretch",
        "fold",
        &["stretching", "knee-load"],
        "[\"finish\"]",
    ),
    ("massage", "roll", &["massage", "deep-pressure"], "[]"),
    ("massage", "kneading", &["massage"], "[]"),
    ("strength", "pull", &[], "[]"),
    ("strength", "hold", &["strong-hold"], "[]"),
    ("breathing", "breath", &[], "[\"finish\"]"),
];

/// What names begin with.
const MANNERS: &[&str] = &[
    "Slow", "Wide", "Small", "Long", "Quiet", "Steady", "Low", "High", "Soft", "Broad",
];

/// Props that a made-up technique may need, and what may stand in for them.
const PROPS: &[(&str, &str)] = &[
    ("foam-roller", "towel"),
    ("tennis-ball", "lacrosse-ball"),
    ("resistance-band", "strap"),
    ("cushion", "towel"),
];

/// The words of a base set that made-up techniques use.
struct Words {
    areas: Vec<String>,
    muscles: Vec<String>,
    positions: Vec<String>,
    /// For each trait, the flags that act on it and how.
    rules: BTreeMap<String, Vec<(String, String)>>,
}

impl Words {
    fn of(base: &[SourceFile]) -> Result<Self, Failure> {
        let mut rules: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for flag in list(base, "flags")? {
            let id = text(&flag, "id");
            let listed = flag.get("rules").and_then(Value::as_array);
            for rule in listed.into_iter().flatten().filter_map(Value::as_table) {
                let act = (id.clone(), text(rule, "action"));
                rules.entry(text(rule, "trait")).or_default().push(act);
            }
        }
        let ids = |name| -> Result<Vec<String>, Failure> {
            Ok(list(base, name)?
                .iter()
                .map(|one| text(one, "id"))
                .collect())
        };
        Ok(Self {
            areas: ids("areas")?,
            muscles: ids("muscles")?,
            positions: ids("positions")?,
            rules,
        })
    }

    /// The flags that act on some traits, each with its strongest action.
    fn cautions(&self, traits: &[&str]) -> BTreeMap<&str, &str> {
        const ORDER: &[&str] = &["ask", "modify", "substitute", "exclude"];
        let strength = |action: &str| ORDER.iter().position(|one| *one == action);
        let mut found: BTreeMap<&str, &str> = BTreeMap::new();
        for (flag, action) in traits
            .iter()
            .filter_map(|one| self.rules.get(*one))
            .flatten()
        {
            let known = found.entry(flag).or_insert(action);
            if strength(action) > strength(known) {
                *known = action;
            }
        }
        found
    }
}

/// The entries of a list in the vocabulary.
fn list(base: &[SourceFile], name: &str) -> Result<Vec<Table>, Failure> {
    let path = format!("vocabulary/{name}.toml");
    let file = base.iter().find(|file| file.name == path);
    let table: Table = file.map_or("", |file| file.text.as_str()).parse()?;
    let entries = table.get(name).and_then(Value::as_array);
    let entries: Vec<Table> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.as_table().cloned())
        .collect();
    if entries.is_empty() {
        return Err(format!("the base set has no {path}").into());
    }
    Ok(entries)
}

fn text(table: &Table, key: &str) -> String {
    let value = table.get(key).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}

/// The files of `base` and made-up techniques beside them, so that there are `count` techniques in all.
///
/// # Errors
///
/// When the base has no vocabulary, or more techniques than `count`.
pub(crate) fn pack(
    base: &[SourceFile],
    count: usize,
    seed: u64,
) -> Result<Vec<SourceFile>, Failure> {
    let words = Words::of(base)?;
    let there = base
        .iter()
        .filter(|file| file.name.starts_with("techniques/"))
        .count();
    let Some(missing) = count.checked_sub(there) else {
        return Err(format!("the base set has {there} techniques already; ask for more").into());
    };
    let mut random = Random::new(seed);
    let mut files = base.to_vec();
    for index in 0..missing {
        let id = format!("made-{index:05}");
        let text = technique(&id, index, &words, &mut random);
        files.push(SourceFile::new(format!("techniques/{id}.toml"), text));
    }
    Ok(files)
}

/// Writes a set into a folder, which must not be there or be empty.
///
/// # Errors
///
/// When the folder has something in it, or a file cannot be written.
pub(crate) fn write(dir: &Path, files: &[SourceFile]) -> Result<(), Failure> {
    let occupied = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        return Err(format!("{}: has something in it already", dir.display()).into());
    }
    for file in files {
        let path = dir.join(&file.name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        }
        fs::write(&path, &file.text).map_err(|error| at(&path, &error))?;
    }
    Ok(())
}

/// Some different ones of a list, as a TOML array.
fn some(all: &[String], count: usize, random: &mut Random) -> (Vec<usize>, String) {
    let first = random.below(all.len());
    let step = 1 + random.below(all.len().saturating_sub(1).max(1));
    let mut chosen: Vec<usize> = Vec::new();
    for turn in 0..count {
        let next = (first + turn * step) % all.len().max(1);
        if !chosen.contains(&next) {
            chosen.push(next);
        }
    }
    let array = quoted(chosen.iter().filter_map(|index| all.get(*index)));
    (chosen, array)
}

fn quoted<T: std::fmt::Display>(words: impl Iterator<Item = T>) -> String {
    let words: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
    format!("[{}]", words.join(", "))
}

/// Ids in two ranks that have none in common.
fn ranks(all: &[String], random: &mut Random) -> String {
    let primary = 1 + random.below(2);
    let (chosen, _) = some(all, primary + 2, random);
    let (first, second) = chosen.split_at(primary.min(chosen.len()));
    let name = |indexes: &[usize]| quoted(indexes.iter().filter_map(|index| all.get(*index)));
    format!(
        "{{ primary = {}, secondary = {} }}",
        name(first),
        name(second)
    )
}

/// The text of one technique file.
fn technique(id: &str, index: usize, words: &Words, random: &mut Random) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = lay_out(id, index, words, random, &mut out);
    out
}

fn lay_out(
    id: &str,
    index: usize,
    words: &Words,
    random: &mut Random,
    out: &mut String,
) -> std::fmt::Result {
    let (family, movement, traits, roles) = KINDS[random.below(KINDS.len())];
    let manner = MANNERS[random.below(MANNERS.len())];
    let sided = random.chance(1, 3);
    let (_, positions) = some(&words.positions, 1 + random.below(2), random);
    writeln!(
        out,
        "id = \"{id}\"\nname = \"{manner} {movement} {index}\"\naliases = [\"{movement} number {index}\"]\n\
         family = \"{family}\"\npurpose = \"Made up for measuring: a {movement} that nobody does.\"\n\
         reviewed = 2026-11-20\nsources = [\"S1\", \"S3\"]\npositions = {positions}"
    )?;
    if random.chance(1, 3) {
        let (prop, substitute) = PROPS[random.below(PROPS.len())];
        writeln!(
            out,
            "equipment = [{{ id = \"{prop}\", substitutes = [\"{substitute}\"] }}]"
        )?;
    }
    writeln!(out, "areas = {}", ranks(&words.areas, random))?;
    writeln!(out, "muscles = {}", ranks(&words.muscles, random))?;
    let sides = if sided { "each" } else { "none" };
    let intensity = ["gentle", "gentle", "moderate", "strong"][random.below(4)];
    writeln!(
        out,
        "sides = \"{sides}\"\ncauses = [\"muscle-tension\"]\n\
         goals = {{ relief = {}, mobility = {}, strength = {}, wind-down = {} }}\n\
         intensity = \"{intensity}\"\ntraits = {}\nroles = {roles}",
        random.between(1, 3),
        random.below(4),
        random.below(4),
        random.below(4),
        quoted(traits.iter()),
    )?;
    if index > 0 && random.chance(1, 10) {
        writeln!(out, "alternative_to = \"made-{:05}\"", index - 1)?;
    }
    writeln!(
        out,
        "steps = [\n  \"Take your place for number {index} and let the breath settle.\",\n  \
         \"Move {} as far as it is easy, and wait there for {} moments.\",\n  \
         \"Come back the way you went.\",\n]\n\
         feel = \"Whatever a {movement} feels like, and never pain.\"\n\
         mistakes = [\"Hurrying the {movement}.\", \"Holding the breath.\"]\n\
         alt = \"A person takes a place, moves slowly as far as it is easy, waits for a moment with \
         relaxed shoulders, and comes back the way they went, number {index} of a made-up set.\"\n\n\
         [cues]\nstart = \"Begin the {movement}, slowly.\"\n\
         during = [\"Easy.\", \"Breathe out.\", \"Keep the shoulders low.\"]",
        manner.to_lowercase(),
        random.between(1, 5),
    )?;
    if sided {
        writeln!(out, "switch = \"Now the other side.\"")?;
    }
    writeln!(
        out,
        "end = \"Come back.\"\n\n[setup]\nseconds = {}\nbasis = \"general practice\"\n",
        random.between(1, 4) * 5
    )?;
    dose(family, random, out)?;
    for (flag, action) in words.cautions(traits) {
        writeln!(
            out,
            "[[cautions]]\nflag = \"{flag}\"\naction = \"{action}\"\nsubstitute = \"{SUBSTITUTE}\"\n\
             why = \"A {movement} and this condition do not go together.\"\n"
        )?;
    }
    writeln!(
        out,
        "[[stop_signs]]\nsign = \"A sharp feeling during the {movement}\"\ndo = \"Stop and rest.\"\n\
         basis = \"general practice\""
    )
}

/// The dose, what a source says of it, and everything that is measured against it.
fn dose(family: &str, random: &mut Random, out: &mut String) -> std::fmt::Result {
    let least = random.between(2, 5);
    let most = least + random.between(1, 4);
    let usual = random.between(least, most);
    let range = |unit: u32| {
        format!(
            "{{ min = {}, usual = {}, max = {} }}",
            least * unit,
            usual * unit,
            most * unit
        )
    };
    let (tempo, sets) = (random.between(1, 3), random.between(1, 3));
    let kind = match family {
        "breathing" => "breaths",
        "massage" => "timed",
        "stretch" => "hold",
        _ => "reps",
    };
    // The work with its amount in `units`, as a table.
    let work = |amount: &str| match kind {
        "breaths" => format!("{{ breaths = {{ count = {amount}, seconds = 6 }} }}"),
        "timed" => format!("{{ timed = {{ seconds = {amount} }} }}"),
        "hold" => format!("{{ hold = {{ seconds = {amount} }} }}"),
        _ => format!(
            "{{ reps = {{ count = {amount}, tempo = {{ there = {tempo}, back = {tempo} }} }} }}"
        ),
    };
    let unit = match kind {
        "timed" => 10,
        "hold" => 5,
        _ => 2,
    };
    let full = work(&range(unit));
    writeln!(
        out,
        "[dose]\nwork = {full}\nsets = {{ min = 1, usual = {sets}, max = 3 }}\nsource = \"S1\"\n\
         tempo_basis = \"general practice\"\n\
         rest = {{ seconds = {}, basis = \"general practice\" }}\n\n\
         [[doses]]\nsource = \"S1\"\nwork = {full}\nsets = {{ min = 1, max = 3 }}\n\n\
         [[doses]]\nsource = \"S3\"\nper_day = {{ min = 1, max = {} }}\n\n\
         [frequency]\nper_day = {{ min = 1, max = {} }}\ndays_per_week = {{ min = 3, max = 7 }}\n\
         source = \"S1\"\n",
        random.between(1, 4) * 10,
        random.between(2, 4),
        random.between(2, 4),
    )?;
    let fixed = |steps: u32| work(&(steps * unit).to_string());
    writeln!(
        out,
        "[easier]\nhow = \"Less of it.\"\ndose = {{ work = {}, sets = 1 }}\n\
         basis = \"general practice\"\n\n\
         [harder]\nhow = \"More of it.\"\ndose = {{ work = {}, sets = 3 }}\n\
         basis = \"general practice\"\n",
        fixed(least),
        fixed(most),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use unhunch_core::content::{Options, load};
    use unhunch_core::diagnostic::render::{Style, text as shown};

    fn base() -> Vec<SourceFile> {
        let root = crate::workspace::root().unwrap();
        let (files, faults) = unhunch_bundle::read_dir(&root.join("content"));
        assert_eq!(faults, []);
        files
    }

    #[test]
    fn a_pack_has_no_fault_and_as_many_techniques_as_asked() {
        let files = pack(&base(), 300, 1).unwrap();
        let loaded = load(files, Vec::new(), &Options::default());
        let faults = shown(&loaded.diagnostics, &loaded.sources, Style::default());
        assert_eq!(faults, "");
        let library = loaded.library.unwrap();
        assert_eq!(library.techniques().len(), 300);
    }

    #[test]
    fn techniques_of_a_pack_differ_in_what_a_planner_looks_at() {
        let files = pack(&base(), 300, 2).unwrap();
        let library = load(files, Vec::new(), &Options::default())
            .library
            .unwrap();
        let made = || {
            let all = library.techniques().iter();
            all.filter(|one| one.id.as_str().starts_with("made-"))
        };
        let kinds: std::collections::BTreeSet<&str> =
            made().map(|one| one.dose.work.kind()).collect();
        assert_eq!(kinds.len(), 4);
        assert!(made().any(|one| one.passes() == 2) && made().any(|one| one.passes() == 1));
        assert!(made().any(|one| !one.equipment.is_empty()));
        assert!(made().any(|one| one.cautions.is_empty()));
        assert!(made().any(|one| !one.cautions.is_empty()));
        assert!(made().any(|one| one.alternative_to.is_some()));
        for position in &library.vocabulary().positions {
            let id = &position.id;
            assert!(made().any(|one| one.positions.contains(id)), "{id}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_pack_and_too_few_are_refused() {
        let base = base();
        assert_eq!(pack(&base, 60, 3).unwrap(), pack(&base, 60, 3).unwrap());
        assert_ne!(pack(&base, 60, 3).unwrap(), pack(&base, 60, 4).unwrap());
        assert!(pack(&base, 5, 1).is_err());
        assert!(pack(&[], 5, 1).is_err());
    }

    #[test]
    fn a_pack_is_written_only_where_there_is_room() {
        let dir = tempfile::tempdir().unwrap();
        let files = pack(&base(), 50, 1).unwrap();
        write(dir.path(), &files).unwrap();
        let (mut read, faults) = unhunch_bundle::read_dir(dir.path());
        assert_eq!(faults, []);
        assert_eq!(read.len(), files.len());
        read.retain(|file| file.name == "techniques/made-00000.toml");
        assert_eq!(read.len(), 1);
        assert!(write(dir.path(), &files).is_err());
    }
}
