//! `unhunch profile`: what holds until the person changes it.

use unhunch_core::content::{Id, Library};
use unhunch_core::journal::{Body, Profile, ProfileFlag};
use unhunch_core::plan::{BadRequest, NoPlan};
use unhunch_core::wire::{FlagListWire, ProfileWire};

use crate::args::{OnOff, ProfileArgs};
use crate::context::Context;
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, json, name};

/// Shows the profile, after changing it when that was asked for.
pub(crate) fn run(context: &Context, args: &ProfileArgs) -> Outcome {
    let library = context.library()?;
    if args.flags {
        return list_flags(library, args.json);
    }
    let profile = if args.changes() {
        // The words are read first, so that nothing is made for a slip.
        let known = unhunch_host::planning::profile(context.journal_if_any()?.as_ref())?;
        changed(library, known, args)?;
        let mut diary = context.journal()?;
        let old = unhunch_host::planning::profile(Some(&diary))?;
        let new = changed(library, old, args)?;
        diary.record(None, Body::ProfileSet(new.clone()))?;
        new
    } else {
        unhunch_host::planning::profile(context.journal_if_any()?.as_ref())?
    };
    if args.json {
        json(&ProfileWire::from(&profile))?;
    } else {
        show(library, &profile).print()?;
    }
    Ok(Exit::Done)
}

/// The profile with the changes that are asked for.
fn changed(library: &Library, old: Profile, args: &ProfileArgs) -> Result<Profile, Failure> {
    let vocabulary = library.vocabulary();
    let mut profile = if args.reset { Profile::default() } else { old };
    for word in &args.clear_flag {
        // One that this content does not know can be cleared all the same.
        if !profile.flags.iter().any(|one| one.flag.as_str() == word) {
            flag_id(library, word)?;
        }
        profile.flags.retain(|one| one.flag.as_str() != word);
    }
    for word in &args.set_flag {
        set_flag(library, &mut profile.flags, word)?;
    }
    let equipment = things(library, &args.equipment)?;
    let missing = things(library, &args.missing)?;
    if let Some(both) = equipment
        .iter()
        .flatten()
        .find(|id| missing.iter().flatten().any(|other| other == *id))
    {
        return Err(Failure::usage(format!(
            "`{both}` cannot be both at hand and missing; say one of the two"
        )));
    }
    if let Some(missing) = missing {
        profile.equipment.retain(|id| !missing.contains(id));
        profile.missing = missing;
    }
    if let Some(equipment) = equipment {
        profile.missing.retain(|id| !equipment.contains(id));
        let around: Vec<&Id> = vocabulary.surroundings().map(|one| &one.id.value).collect();
        profile.equipment = equipment;
        profile.equipment.retain(|id| !around.contains(&id));
    }
    if !args.positions.is_empty() {
        profile.positions.clear();
    }
    for word in args.positions.iter().filter(|word| *word != "any") {
        let named = vocabulary.positions_named(word);
        if named.is_empty() {
            return Err(NoPlan::from(BadRequest::unknown_position(word, vocabulary)).into());
        }
        let ids = named.iter().map(|one| one.id.value.clone());
        profile.positions.extend(ids);
    }
    profile.positions.sort();
    profile.positions.dedup();
    if args.no_emergency_number {
        profile.emergency_number = None;
    }
    if let Some(number) = &args.emergency_number {
        profile.emergency_number = Some(emergency_number(number)?);
    }
    if let Some(voice) = args.voice {
        profile.voice = Some(voice == OnOff::On);
    }
    for word in &args.disagree {
        let technique = technique_id(library, word)?;
        profile.agreed.retain(|one| *one != technique);
    }
    for word in &args.agree {
        profile.agreed.push(technique_id(library, word)?);
    }
    profile.agreed.sort();
    profile.agreed.dedup();
    Ok(profile)
}

/// Equipment by its words; none when nothing was said, `none` for nothing.
fn things(library: &Library, words: &[String]) -> Result<Option<Vec<Id>>, Failure> {
    if words.is_empty() {
        return Ok(None);
    }
    let vocabulary = library.vocabulary();
    let mut ids = Vec::new();
    for word in words.iter().filter(|word| *word != "none") {
        let thing = vocabulary
            .equipment(word)
            .ok_or_else(|| NoPlan::from(BadRequest::unknown_equipment(word, vocabulary)))?;
        ids.push(thing.id.value.clone());
    }
    ids.sort();
    ids.dedup();
    Ok(Some(ids))
}

fn flag_id(library: &Library, word: &str) -> Result<Id, Failure> {
    let vocabulary = library.vocabulary();
    let flag = vocabulary
        .flag(word)
        .ok_or_else(|| NoPlan::from(BadRequest::unknown_flag(word, vocabulary)))?;
    Ok(flag.id.value.clone())
}

/// Sets `F` or `F:AREA,...`; areas are added to those that are set, and everywhere wins.
fn set_flag(library: &Library, flags: &mut Vec<ProfileFlag>, text: &str) -> Result<(), Failure> {
    let vocabulary = library.vocabulary();
    let (word, places) = match text.split_once(':') {
        None => (text, None),
        Some((word, places)) => (word, Some(places)),
    };
    let id = flag_id(library, word)?;
    let mut areas = Vec::new();
    if let Some(places) = places {
        let flag = vocabulary.flag(id.as_str());
        if let Some(flag) = flag.filter(|flag| flag.local != Some(true)) {
            return Err(NoPlan::from(BadRequest::NotLocal(flag.name.to_string())).into());
        }
        for place in places.split(',') {
            let area = vocabulary
                .area(place)
                .ok_or_else(|| NoPlan::from(BadRequest::unknown_area(place, vocabulary)))?;
            areas.push(area.id.value.clone());
        }
    }
    match flags.iter_mut().find(|one| one.flag == id) {
        None => {
            areas.sort();
            areas.dedup();
            flags.push(ProfileFlag { flag: id, areas });
        }
        Some(known) if areas.is_empty() => known.areas.clear(),
        Some(known) if known.areas.is_empty() => {}
        Some(known) => {
            known.areas.extend(areas);
            known.areas.sort();
            known.areas.dedup();
        }
    }
    flags.sort_by(|a, b| a.flag.cmp(&b.flag));
    Ok(())
}

fn technique_id(library: &Library, word: &str) -> Result<Id, Failure> {
    let found = library
        .technique(word)
        .ok_or_else(|| NoPlan::from(BadRequest::unknown_technique(word, library)))?;
    Ok(found.id.value.clone())
}

fn emergency_number(text: &str) -> Result<String, Failure> {
    let number = text.trim();
    let fine = (2..=20).contains(&number.chars().count())
        && number.chars().any(|one| one.is_ascii_digit())
        && number
            .chars()
            .all(|one| one.is_ascii_digit() || " +-()".contains(one));
    if fine {
        Ok(number.to_owned())
    } else {
        Err(Failure::usage(
            "an emergency number has 2 to 20 digits, spaces and + - ( ), for instance 112",
        ))
    }
}

fn show(library: &Library, profile: &Profile) -> Paper {
    let vocabulary = library.vocabulary();
    let mut paper = Paper::new();
    paper.heading("Your profile");
    let or = |list: Vec<String>, none: &str| {
        if list.is_empty() {
            none.to_owned()
        } else {
            list.join("; ")
        }
    };
    let area = |id: &Id| {
        let known = vocabulary.area(id.as_str());
        known.map_or(id.to_string(), |one| one.name.to_lowercase())
    };
    let thing = |id: &Id| {
        let known = vocabulary.equipment(id.as_str());
        known.map_or(id.to_string(), |one| one.name.to_string())
    };
    let flag = |one: &ProfileFlag| {
        let called = match vocabulary.flag(one.flag.as_str()) {
            Some(flag) => flag.name.to_string(),
            None => format!(
                "{} (unknown to this content, and so without effect)",
                one.flag
            ),
        };
        if one.areas.is_empty() {
            return called;
        }
        let areas: Vec<String> = one.areas.iter().map(area).collect();
        format!("{called} ({})", areas.join(", "))
    };
    let position = |id: &Id| {
        let known = vocabulary.position(id.as_str());
        known.map_or(id.to_string(), |one| one.name.to_string())
    };
    let technique = |id: &Id| {
        let known = library.technique(id.as_str());
        known.map_or(id.to_string(), |one| one.name.to_string())
    };
    let conditions = profile.flags.iter().map(flag).collect();
    paper.field("Conditions", &or(conditions, "none set"));
    let things = profile.equipment.iter().map(thing).collect();
    let around: Vec<String> = vocabulary
        .surroundings()
        .filter(|one| !profile.missing.contains(&one.id.value))
        .map(|one| one.name.to_lowercase())
        .collect();
    let only = format!("nothing beside {}", or(around, "the floor"));
    paper.field("Equipment", &or(things, &only));
    if !profile.missing.is_empty() {
        let missing = profile.missing.iter().map(thing).collect();
        paper.field("Missing", &or(missing, ""));
    }
    let positions = profile.positions.iter().map(position).collect();
    paper.field(
        "Positions",
        &or(positions, "the usual: standing and seated"),
    );
    if !profile.agreed.is_empty() {
        let agreed = profile.agreed.iter().map(technique).collect();
        paper.field("Agreed to", &or(agreed, ""));
    }
    let number = profile.emergency_number.as_deref();
    paper.field("Emergency", number.unwrap_or("no number set"));
    let voice = match profile.voice {
        Some(true) => "on",
        Some(false) => "off",
        None => "off, unless you ask for it",
    };
    paper.field("Voice", voice);
    paper.gap().paragraph(
        0,
        &format!(
            "{} lists every condition; {} says how to change this.",
            name("unhunch profile --flags"),
            name("unhunch profile --help")
        ),
    );
    paper
}

fn list_flags(library: &Library, as_json: bool) -> Outcome {
    let vocabulary = library.vocabulary();
    if as_json {
        json(&FlagListWire::from(vocabulary))?;
        return Ok(Exit::Done);
    }
    let mut paper = Paper::new();
    paper.heading("Conditions that leave out or change techniques");
    for flag in &vocabulary.flags {
        let local = if flag.local == Some(true) {
            " May be limited to areas."
        } else {
            ""
        };
        paper.item(
            2,
            &format!("{:<30}", flag.id),
            &format!("{}.{local}", flag.ask.value.trim_end_matches('.')),
        );
    }
    paper.gap().paragraph(
        0,
        &format!("Set one: {}", name("unhunch profile --set-flag ID")),
    );
    paper.print()?;
    Ok(Exit::Done)
}
