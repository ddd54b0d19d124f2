//! Holds the real content to the facts: the 41 techniques, and of each its kind, sides, directions,
//! sources and every source's own dose.
//!
//! The table was written from the facts, not from the content. A figure that differs is a slip in the
//! content, unless the facts have changed.

use unhunch_core::content::{Amount, SourceDose, Technique, Work};

/// The families that a section of the facts may stand in.
const MOVEMENT: &[&str] = &["mobility", "stretch", "strength"];
const MASSAGE: &[&str] = &["massage"];
const STRENGTH: &[&str] = &["strength"];
const REST: &[&str] = &["breathing", "temperature", "posture"];

/// What the facts say of a technique.
struct Fact {
    id: &'static str,
    families: &'static [&'static str],
    /// `none`, `L/R`, or `fwd/back`.
    sides: &'static str,
    sources: &'static str,
    /// Each source's dose, as [`dose_text`] writes it. A pause of "a few seconds" counts as 2 s.
    doses: &'static [&'static str],
}

const fn fact(
    id: &'static str,
    families: &'static [&'static str],
    sides: &'static str,
    sources: &'static str,
    doses: &'static [&'static str],
) -> Fact {
    Fact {
        id,
        families,
        sides,
        sources,
        doses,
    }
}

const FACTS: &[Fact] = &[
    // Mobility and stretches.
    fact(
        "cat-cow",
        MOVEMENT,
        "none",
        "S1 S3 S4",
        &[
            "S1: 10-12 times, 2 s held each, 1 a day",
            "S3: 20-30 s, daily, 10-15 min a day",
            "S4: 10 times",
        ],
    ),
    fact(
        "childs-pose",
        MOVEMENT,
        "none",
        "S1 S3",
        &[
            "S1: hold 30-60 s, 1 a day",
            "S3: hold 20-30 s, daily, 10-15 min a day",
        ],
    ),
    fact(
        "seated-twist-chair",
        MOVEMENT,
        "L/R",
        "S1 S3",
        &["S1: hold 20-30 s, 2-3 sets, 1 a day", "S3: hold 20-30 s"],
    ),
    fact(
        "sideways-chair-twist",
        MOVEMENT,
        "L/R",
        "S3",
        &["S3: hold 20-30 s, daily"],
    ),
    fact(
        "seated-twist-floor",
        MOVEMENT,
        "L/R",
        "S0",
        &["S0: 5-10 breaths"],
    ),
    fact(
        "reclining-twist",
        MOVEMENT,
        "L/R",
        "S0",
        &["S0: 5-10 breaths"],
    ),
    fact(
        "doorway-chest-stretch",
        MOVEMENT,
        "none",
        "S0 S3",
        &["S0: hold 30 s", "S3: hold 20-30 s"],
    ),
    fact("supine-chest-stretch", MOVEMENT, "none", "S0", &[]),
    fact(
        "chest-opener-clasped",
        MOVEMENT,
        "none",
        "S1 S4",
        &["S1: hold 15-20 s, 2-3 sets, 1 a day", "S4: hold 30 s"],
    ),
    fact(
        "chest-opener-ball",
        MOVEMENT,
        "none",
        "S2",
        &["S2: hold 30 s, 2-3 sets, daily"],
    ),
    fact(
        "thoracic-side-bend",
        MOVEMENT,
        "L/R",
        "S2",
        &["S2: hold 30 s"],
    ),
    fact(
        "thoracic-extension-roller",
        MOVEMENT,
        "none",
        "S1 S3",
        &["S1: hold 15-20 s, 2-3 sets", "S3: no figure"],
    ),
    fact(
        "thoracic-extension-chair",
        MOVEMENT,
        "none",
        "S3",
        &["S3: hold 20-30 s, daily"],
    ),
    fact("overhead-reach", MOVEMENT, "none", "S0", &["S0: 5 breaths"]),
    fact(
        "overhead-reach-reclined",
        MOVEMENT,
        "none",
        "S0",
        &["S0: 5 breaths"],
    ),
    fact(
        "shoulder-rolls",
        MOVEMENT,
        "fwd/back",
        "S0 S3",
        &["S0: 30-60 s"],
    ),
    fact(
        "upper-trapezius-stretch",
        MOVEMENT,
        "L/R",
        "S1",
        &["S1: hold 20-30 s, 2-3 sets"],
    ),
    fact(
        "lateral-neck-stretch",
        MOVEMENT,
        "L/R",
        "S4",
        &["S4: hold 30 s"],
    ),
    fact(
        "lateral-rotation-neck-stretch",
        MOVEMENT,
        "L/R",
        "S4",
        &["S4: hold 30 s"],
    ),
    fact("wall-glides", MOVEMENT, "none", "S4", &[]),
    fact(
        "thread-the-needle",
        MOVEMENT,
        "L/R",
        "S3",
        &["S3: hold 20-30 s, 10-15 min a day"],
    ),
    fact(
        "cobra",
        MOVEMENT,
        "none",
        "S3",
        &["S3: hold 20-30 s, 10-15 min a day"],
    ),
    fact(
        "downward-dog",
        MOVEMENT,
        "none",
        "S3",
        &["S3: hold 20-30 s, 10-15 min a day"],
    ),
    // Self-massage.
    fact(
        "foam-roll-upper-back",
        MASSAGE,
        "none",
        "S0 S3",
        &["S0: 10-15 s", "S3: 5-10 min a day"],
    ),
    fact(
        "foam-roll-lats",
        MASSAGE,
        "L/R",
        "S3",
        &["S3: 5-10 min a day"],
    ),
    fact(
        "back-roller-wall",
        MASSAGE,
        "none",
        "S0",
        &["S0: 1 a day, daily"],
    ),
    fact("wall-ball-massage", MASSAGE, "L/R", "S3", &[]),
    fact("trap-ball-release", MASSAGE, "L/R", "S4", &["S4: 60 s"]),
    fact("chest-ball-release", MASSAGE, "L/R", "S4", &[]),
    fact("butterfly-self-massage", MASSAGE, "L/R", "S3", &[]),
    fact("pressure-point-release", MASSAGE, "L/R", "S3", &[]),
    // Strength.
    fact(
        "shoulder-blade-squeeze",
        STRENGTH,
        "none",
        "S1 S3",
        &[
            "S1: 10-15 times, 5-10 s held each, 1 a day, daily",
            "S3: 2-3 days a week",
        ],
    ),
    fact("row", STRENGTH, "none", "S3", &["S3: 2-3 days a week"]),
    fact("suspension-row", STRENGTH, "none", "S2", &[]),
    fact(
        "wall-angels",
        STRENGTH,
        "none",
        "S3",
        &["S3: 2-3 days a week"],
    ),
    fact(
        "prone-y-t-i",
        STRENGTH,
        "none",
        "S3",
        &["S3: 2-3 days a week"],
    ),
    // Breathing, heat and cold, posture.
    fact("deep-breathing", REST, "none", "S0 S1 S2 S3", &[]),
    fact("heat", REST, "none", "S3", &[]),
    fact("cold", REST, "none", "S3", &["S3: 900-1200 s"]),
    fact("heat-cold-contrast", REST, "none", "S3", &[]),
    fact(
        "posture-reset",
        REST,
        "none",
        "S0 S3",
        &["S0: no figure", "S3: every 30-45 min"],
    ),
];

/// "20-30", or "30".
fn range(amount: Amount) -> String {
    if amount.min == amount.max {
        amount.min.to_string()
    } else {
        format!("{}-{}", amount.min, amount.max)
    }
}

/// A source's dose in a line, with every figure that is the source's own; tempo and the length of a breath
/// are never theirs.
fn dose_text(dose: &SourceDose) -> String {
    let mut parts = Vec::new();
    match dose.work.as_ref().map(|work| &work.value) {
        Some(Work::Hold(hold)) => parts.push(format!("hold {} s", range(hold.seconds.value))),
        Some(Work::Breaths(breaths)) => {
            parts.push(format!("{} breaths", range(breaths.count.value)));
        }
        Some(Work::Reps(reps)) => {
            parts.push(format!("{} times", range(reps.count.value)));
            let held = reps
                .hold
                .map(|hold| format!("{} s held each", range(hold.value)));
            parts.extend(held);
        }
        Some(Work::Timed(timed)) => parts.push(format!("{} s", range(timed.seconds.value))),
        None => {}
    }
    let mut figure = |amount: Option<Amount>, before: &str, after: &str| {
        parts.extend(amount.map(|amount| format!("{before}{}{after}", range(amount))));
    };
    figure(dose.sets.map(|one| one.value), "", " sets");
    figure(dose.per_day.map(|one| one.value), "", " a day");
    figure(dose.days_per_week.map(|one| one.value), "", " days a week");
    figure(dose.every_minutes.map(|one| one.value), "every ", " min");
    figure(dose.minutes_a_day.map(|one| one.value), "", " min a day");
    if parts.is_empty() {
        parts.push("no figure".into());
    }
    let line = format!("{}: {}", dose.source, parts.join(", "));
    line.replace("7 days a week", "daily")
}

fn sides(technique: &Technique) -> String {
    let directions: Vec<&str> = technique
        .directions
        .iter()
        .map(|one| one.as_str())
        .collect();
    match (technique.sides.value.word(), directions.as_slice()) {
        ("each", []) => "L/R".into(),
        ("none", []) => "none".into(),
        ("none", ["forward", "backward"]) => "fwd/back".into(),
        other => format!("{other:?}"),
    }
}

#[test]
fn there_are_the_techniques_of_the_facts_and_no_others() {
    let library = unhunch_bundle::library();
    let mut wanted: Vec<&str> = FACTS.iter().map(|fact| fact.id).collect();
    wanted.sort_unstable();
    assert_eq!(wanted.len(), 41);
    let there: Vec<&str> = library
        .techniques()
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(there, wanted);
}

#[test]
fn each_technique_is_what_the_facts_say() {
    let library = unhunch_bundle::library();
    let mut wrong = Vec::new();
    for fact in FACTS {
        let technique = library.technique(fact.id).expect("it is there");
        let mut differs = |what: &str, is: String, should: String| {
            if is != should {
                wrong.push(format!("{} {what}: {is}, not {should}", fact.id));
            }
        };
        let family = technique.family.as_str();
        if !fact.families.contains(&family) {
            differs("family", family.to_owned(), fact.families.join(" or "));
        }
        differs("sides", sides(technique), fact.sides.to_owned());
        let sources: Vec<&str> = technique.sources.iter().map(|one| one.as_str()).collect();
        differs("sources", sources.join(" "), fact.sources.to_owned());
        let doses: Vec<String> = technique.doses.iter().map(dose_text).collect();
        differs("doses", doses.join("; "), fact.doses.join("; "));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_counts_are_those_of_the_facts() {
    let sided = FACTS.iter().filter(|fact| fact.sides == "L/R").count();
    assert_eq!(unhunch_bundle::library().sided(), sided);
}
