//! The text of one made-up technique.

use std::fmt::Write as _;

use super::words::Words;
use crate::random::Random;

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
pub(super) fn technique(id: &str, index: usize, words: &Words, random: &mut Random) -> String {
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
    let (family, movement, own_traits, roles) = KINDS[random.below(KINDS.len())];
    let manner = MANNERS[random.below(MANNERS.len())];
    let sided = random.chance(1, 3);
    let (places, positions) = some(&words.positions, 1 + random.below(2), random);
    let mut traits = own_traits.to_vec();
    for one in words.unavoidable(&places) {
        if !traits.contains(&one) {
            traits.push(one);
        }
    }
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
    for (flag, action) in words.cautions(&traits) {
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
