//! What a person would notice of each item of a set.

use std::collections::BTreeMap;

use super::{Fact, Kind, Noticed, Topic};
use crate::content::{
    Caution, Cues, Flag, Guide, Id, Library, Routine, SafetyFile, Sides, Sp, Step, Technique, Text,
    doses,
};
use crate::routine::{ExactDose, Item, Routine as Exact, item_seconds};
use crate::timeline::dose_text;

/// Facts on the way to a list.
#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    fn add(&mut self, topic: Topic, says: impl Into<String>) {
        self.push(topic, None, says.into(), None);
    }

    fn of(&mut self, topic: Topic, of: impl Into<String>, says: impl Into<String>) {
        self.push(topic, Some(of.into()), says.into(), None);
    }

    fn push(&mut self, topic: Topic, of: Option<String>, says: String, seconds: Option<u32>) {
        self.0.push(Fact {
            topic,
            of,
            says,
            seconds,
            print: 0,
        });
    }

    fn texts(&mut self, topic: Topic, of: &str, texts: &[Sp<Text>]) {
        for text in texts {
            self.of(topic, of, text.value.as_str());
        }
    }
}

/// Every item of a library, with its facts.
pub(super) fn all(library: &Library) -> BTreeMap<(Kind, String), Noticed> {
    let mut items = BTreeMap::new();
    let mut add = |kind: Kind, id: &str, name: &str, facts: Facts| {
        let noticed = Noticed {
            name: name.to_owned(),
            facts: facts.0,
        };
        items.insert((kind, id.to_owned()), noticed);
    };
    let check = library.safety();
    add(Kind::Safety, "safety", &check.title, safety(check));
    for one in &library.vocabulary().flags {
        add(Kind::Flag, one.id.as_str(), &one.name, flag(one));
    }
    for one in library.techniques() {
        add(
            Kind::Technique,
            one.id.as_str(),
            &one.name,
            technique(one, library),
        );
    }
    for one in library.routines() {
        add(
            Kind::Routine,
            one.id.as_str(),
            &one.name,
            routine(one, library),
        );
    }
    for one in library.guides() {
        add(
            Kind::Guide,
            one.front.id.as_str(),
            &one.front.title,
            guide(one),
        );
    }
    items
}

/// "4:55 min".
fn minutes(seconds: u32) -> String {
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}

fn technique(one: &Technique, library: &Library) -> Facts {
    let mut facts = Facts::default();
    facts.add(Topic::Name, one.name.value.as_str());
    let usual = ExactDose::usual(one);
    let seconds = item_seconds(one, &usual);
    facts.push(Topic::Minutes, None, minutes(seconds), Some(seconds));
    facts.add(Topic::Sides, sides(one));
    facts.add(Topic::Dose, dose(one, &usual));
    facts.add(Topic::Often, doses::frequency(&one.frequency));
    let mut load = Load::default();
    load.add(one, &usual);
    load.tell(library, &mut facts);
    for caution in &one.cautions {
        facts.of(
            Topic::Caution,
            flag_name(library, &caution.flag),
            cautioned(caution, library),
        );
    }
    for sign in &one.stop_signs {
        facts.add(Topic::Stop, format!("{}: {}", sign.sign, sign.act));
    }
    needs(one, library, &mut facts);
    facts.of(Topic::Plans, "intensity", one.intensity.word());
    facts.of(
        Topic::Plans,
        "may plans hold it",
        if one.is_planned() { "yes" } else { "no" },
    );
    facts.add(Topic::Easier, step(one, &one.easier, library));
    facts.add(Topic::Harder, step(one, &one.harder, library));
    cues(&one.cues, &mut facts);
    facts.of(Topic::Words, "purpose", one.purpose.value.as_str());
    facts.texts(Topic::Words, "steps", &one.steps);
    facts.of(Topic::Words, "feel", one.feel.value.as_str());
    facts.texts(Topic::Words, "mistakes", &one.mistakes);
    if let Some(alt) = &one.alt {
        facts.of(Topic::Words, "movement in words", alt.value.as_str());
    }
    let drawn = library.figure(one.id.as_str());
    facts.0.push(Fact {
        topic: Topic::Figure,
        of: None,
        says: drawn.map_or("not drawn", |_| "drawn").to_owned(),
        seconds: None,
        print: drawn.map_or(0, |drawn| fingerprint(&format!("{drawn:?}"))),
    });
    facts
}

fn sides(one: &Technique) -> String {
    let mut text = match one.sides.value {
        Sides::None => "no sides".to_owned(),
        Sides::Each => "each side".to_owned(),
    };
    if !one.directions.is_empty() {
        let words: Vec<&str> = one.directions.iter().map(|id| id.as_str()).collect();
        text.push_str(&format!(", {}", words.join(" and ")));
    }
    text
}

/// The usual dose, and how far a plan may go from it.
fn dose(one: &Technique, usual: &ExactDose) -> String {
    let mut text = dose_text(one, usual);
    let mut ranges = vec![doses::work(&one.dose.work)];
    ranges.extend(doses::sets(&one.dose.sets));
    text.push_str(&format!(" (from {})", ranges.join(", ")));
    if usual.rest_s > 0 {
        text.push_str(&format!(", {} s of rest between sets", usual.rest_s));
    }
    text
}

fn step(one: &Technique, step: &Step, library: &Library) -> String {
    let mut text = step.how.to_string();
    if let Some(other) = &step.technique {
        text.push_str(&format!(" ({})", technique_name(library, other)));
    }
    if let Some(fixed) = &step.dose {
        let exact = ExactDose {
            work: crate::routine::ExactWork::usual(&fixed.work),
            sets: fixed.sets.map_or(1, |sets| sets.value),
            rest_s: 0,
        };
        text.push_str(&format!(" ({})", dose_text(one, &exact)));
    }
    text
}

fn cautioned(caution: &Caution, library: &Library) -> String {
    let mut text = caution.action.word().to_owned();
    if let Some(other) = &caution.substitute {
        text.push_str(&format!(", instead: {}", technique_name(library, other)));
    }
    text.push_str(&format!(". {}", caution.why));
    text
}

fn needs(one: &Technique, library: &Library, facts: &mut Facts) {
    let known = library.vocabulary();
    for id in &one.positions {
        let name = known
            .position(id.as_str())
            .map_or(id.as_str(), |position| &position.name);
        facts.of(Topic::Needs, "positions", name);
    }
    for need in &one.equipment {
        let name = known
            .equipment(need.id.as_str())
            .map_or(need.id.as_str(), |thing| &thing.name);
        let only = if need.optional == Some(true) {
            ", if at hand"
        } else {
            ""
        };
        facts.of(Topic::Needs, "equipment", format!("{name}{only}"));
    }
    if let Some(way) = &one.way_in {
        facts.of(Topic::Needs, "way in", way.how.value.as_str());
    }
}

fn cues(cues: &Cues, facts: &mut Facts) {
    facts.of(Topic::Cue, "start", cues.start.value.as_str());
    facts.texts(Topic::Cue, "during", &cues.during);
    if let Some(switch) = &cues.switch {
        facts.of(Topic::Cue, "switch", switch.value.as_str());
    }
    facts.of(Topic::Cue, "end", cues.end.value.as_str());
}

/// A number that tells two texts apart (FNV-1a).
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn technique_name<'l>(library: &'l Library, id: &'l Sp<Id>) -> &'l str {
    library
        .technique(id.as_str())
        .map_or(id.as_str(), |one| &one.name)
}

fn flag_name<'l>(library: &'l Library, id: &'l Sp<Id>) -> &'l str {
    library
        .vocabulary()
        .flag(id.as_str())
        .map_or(id.as_str(), |one| &one.name)
}

/// Seconds of work by area: those that it is for, and those that come along.
#[derive(Default)]
struct Load(BTreeMap<String, (u32, u32)>);

impl Load {
    fn add(&mut self, one: &Technique, dose: &ExactDose) {
        let work = one
            .passes()
            .saturating_mul(dose.work.seconds())
            .saturating_mul(dose.sets);
        for id in &one.areas.primary {
            let entry = self.0.entry(id.to_string()).or_default();
            entry.0 = entry.0.saturating_add(work);
        }
        for id in &one.areas.secondary {
            let entry = self.0.entry(id.to_string()).or_default();
            entry.1 = entry.1.saturating_add(work);
        }
    }

    fn tell(self, library: &Library, facts: &mut Facts) {
        for (id, (primary, along)) in self.0 {
            let name = library
                .vocabulary()
                .area(&id)
                .map_or(id.as_str(), |area| &area.name);
            let says = match (primary, along) {
                (0, along) => format!("{} alongside", minutes(along)),
                (primary, 0) => minutes(primary),
                (primary, along) => format!("{}, {} alongside", minutes(primary), minutes(along)),
            };
            let seconds = primary.saturating_add(along);
            facts.push(Topic::Load, Some(name.to_owned()), says, Some(seconds));
        }
    }
}

fn routine(one: &Routine, library: &Library) -> Facts {
    let mut facts = Facts::default();
    facts.add(Topic::Name, one.name.value.as_str());
    let exact = Exact::from_content(one, library);
    let seconds = exact.seconds(library);
    facts.push(Topic::Minutes, None, minutes(seconds), Some(seconds));
    let mut load = Load::default();
    for item in &exact.items {
        if let Some(technique) = library.technique(item.technique.as_str()) {
            load.add(technique, &item.dose);
            facts.add(Topic::Item, item_text(item, technique, library));
        }
    }
    load.tell(library, &mut facts);
    facts.of(Topic::Words, "purpose", one.purpose.value.as_str());
    facts
}

fn item_text(item: &Item, technique: &Technique, library: &Library) -> String {
    let position = library.vocabulary().position(item.position.as_str());
    let position = position
        .map_or(item.position.as_str(), |one| &one.name)
        .to_lowercase();
    let dose = dose_text(technique, &item.dose);
    let note = item
        .note
        .as_ref()
        .map_or(String::new(), |note| format!(". {note}"));
    format!("{}, {position}, {dose}{note}", technique.name)
}

fn guide(one: &Guide) -> Facts {
    let mut facts = Facts::default();
    facts.add(Topic::Name, one.front.title.value.as_str());
    facts.of(Topic::Words, "summary", one.front.summary.value.as_str());
    // Paragraph by paragraph, however the lines are broken.
    for paragraph in one.body.split("\n\n") {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        if !words.is_empty() {
            facts.of(Topic::Words, "text", words.join(" "));
        }
    }
    facts
}

fn flag(one: &Flag) -> Facts {
    let mut facts = Facts::default();
    facts.add(Topic::Name, one.name.value.as_str());
    facts.add(Topic::Question, one.ask.value.as_str());
    for rule in &one.rules {
        facts.of(Topic::Caution, rule.on.as_str(), rule.action.word());
    }
    facts
}

fn safety(check: &SafetyFile) -> Facts {
    let mut facts = Facts::default();
    facts.add(Topic::Name, check.title.value.as_str());
    for question in &check.questions {
        let says = format!("{} ({})", question.ask, question.level.word());
        facts.of(Topic::Question, question.id.as_str(), says);
    }
    for sign in &check.stop_signs {
        facts.of(Topic::Stop, sign.id.as_str(), sign.says.value.as_str());
    }
    for level in &check.levels {
        let says = format!(
            "{} {} (plans: {})",
            level.title,
            level.says,
            level.plans.word()
        );
        facts.of(Topic::Advice, level.id.word(), says);
    }
    for effort in &check.effort {
        let pain = format!("pain {} to {}", effort.pain.min, effort.pain.max);
        facts.of(
            Topic::Advice,
            pain,
            format!("{}: {}", effort.action.word(), effort.says),
        );
    }
    let due = &check.cadence;
    let often = format!(
        "in full after {} days, in short after {}; in full when pain rises by {} or reaches {}",
        due.full_after_days, due.short_after_days, due.pain_rise, due.pain_at_least
    );
    facts.add(Topic::Often, often);
    let texts = [
        ("before the questions", &check.intro),
        ("short form", &check.short_ask),
        ("nothing reported", &check.none_reported),
        ("no number set", &check.emergency_number_unset),
        ("after a stop", &check.after_stop),
        ("flare", &check.flare.says),
    ];
    for (of, text) in texts {
        facts.of(Topic::Advice, of, text.value.as_str());
    }
    facts
}
