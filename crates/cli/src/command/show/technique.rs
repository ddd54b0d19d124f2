//! The page of a technique.

use unhunch_core::content::{
    FixedDose, Goal, Id, Library, Need, Sides, Sp, Step, Technique, doses,
};
use unhunch_core::routine::{ExactDose, ExactWork};
use unhunch_core::safety::caution_says;
use unhunch_core::timeline::dose_text;

use crate::output::{Paper, dim, name};
use crate::phrases::joined;

/// Everything that the content knows of a technique.
pub(super) fn page(paper: &mut Paper, library: &Library, technique: &Technique) {
    let page = Page { library, technique };
    page.head(paper);
    page.facts(paper);
    page.dose(paper);
    page.doing(paper);
    page.steps_around(paper);
    page.care(paper);
    page.foundations(paper);
}

struct Page<'l> {
    library: &'l Library,
    technique: &'l Technique,
}

impl Page<'_> {
    fn head(&self, paper: &mut Paper) {
        let technique = self.technique;
        paper.heading(&technique.name);
        paper.paragraph(0, &technique.purpose);
        if !technique.aliases.is_empty() {
            let aliases: Vec<&str> = technique.aliases.iter().map(|one| one.as_str()).collect();
            paper.paragraph(0, &dim(&format!("Also: {}.", aliases.join("; "))));
        }
        paper.gap();
    }

    fn facts(&self, paper: &mut Paper) {
        let technique = self.technique;
        let words = self.library.vocabulary();
        let family = words.families.iter().find(|one| one.id == technique.family);
        let family = family.map_or(technique.family.as_str(), |one| one.name.as_str());
        paper.field("kind", &format!("{family}, {}", technique.intensity));
        paper.field("position", &self.positions());
        if let Some(way) = &technique.way_in {
            let from = words.position(way.from.as_str());
            let from = from.map_or(way.from.as_str(), |one| one.name.as_str());
            paper.field("begin", &format!("{}. {}", from, way.how));
        }
        paper.field("equipment", &self.equipment());
        paper.field("sides", &self.sides());
        let area = |id: &Sp<Id>| words.area(id.as_str()).map(|one| one.name.to_string());
        paper.field(
            "areas",
            &ranked(&technique.areas.primary, &technique.areas.secondary, area),
        );
        let muscle = |id: &Sp<Id>| words.muscle(id.as_str()).map(|one| one.name.to_string());
        paper.field(
            "muscles",
            &ranked(
                &technique.muscles.primary,
                &technique.muscles.secondary,
                muscle,
            ),
        );
        let goals: Vec<&str> = [Goal::Relief, Goal::Mobility, Goal::Strength, Goal::WindDown]
            .into_iter()
            .filter(|goal| technique.goals.of(*goal) >= 2)
            .map(Goal::word)
            .collect();
        if !goals.is_empty() {
            paper.field("good for", &goals.join(", "));
        }
        let causes: Vec<String> = technique
            .causes
            .iter()
            .filter_map(|id| words.causes.iter().find(|one| one.id == *id))
            .map(|one| one.name.to_lowercase())
            .collect();
        if !causes.is_empty() {
            paper.field("answers", &causes.join("; "));
        }
        if let Some(why) = &technique.in_plans_why {
            paper.field("plans", &format!("not part of them: {why}"));
        }
    }

    fn positions(&self) -> String {
        let words = self.library.vocabulary();
        let positions: Vec<String> = self
            .technique
            .positions
            .iter()
            .filter_map(|id| words.position(id.as_str()))
            .map(|one| format!("{}: {}", one.name, one.take))
            .collect();
        positions.join(" Or ")
    }

    fn equipment(&self) -> String {
        let words = self.library.vocabulary();
        let thing = |id: &Sp<Id>| {
            let thing = words.equipment(id.as_str());
            thing.map_or_else(|| id.to_string(), |one| one.name.to_string())
        };
        let need = |need: &Need| {
            let mut text = thing(&need.id);
            if !need.substitutes.is_empty() {
                let others: Vec<String> = need
                    .substitutes
                    .iter()
                    .map(|id| thing(id).to_lowercase())
                    .collect();
                text.push_str(&format!(" (or {})", joined(&others, "or")));
            }
            if need.optional == Some(true) {
                text.push_str(", if you like");
            }
            if let Some(note) = &need.note {
                text.push_str(&format!(". {note}"));
            }
            text
        };
        if self.technique.equipment.is_empty() {
            return "none".into();
        }
        let all: Vec<String> = self.technique.equipment.iter().map(need).collect();
        let mut text = String::new();
        for one in all {
            if !text.is_empty() {
                text.push_str(if text.ends_with('.') { " " } else { "; " });
            }
            text.push_str(&one);
        }
        text
    }

    fn sides(&self) -> String {
        let sides = match self.technique.sides.value {
            Sides::None => "both at once",
            Sides::Each => "left and right, for the same time",
        };
        let directions: Vec<String> = self
            .technique
            .directions
            .iter()
            .map(|id| id.as_str().replace('-', " "))
            .collect();
        if directions.is_empty() {
            sides.to_owned()
        } else {
            format!("{sides}; directions: {}", joined(&directions, "and"))
        }
    }

    fn dose(&self, paper: &mut Paper) {
        let technique = self.technique;
        let dose = &technique.dose;
        paper.heading("How much");
        let mut usual = dose_text(technique, &ExactDose::usual(technique));
        if let Some(rest) = &dose.rest
            && dose.sets.max > 1
        {
            usual.push_str(&format!(", {} s of rest between sets", rest.seconds));
        }
        let rests_on = dose.source.as_ref().map(|id| id.to_string());
        let rests_on = rests_on.or_else(|| dose.basis.as_ref().map(|basis| basis.to_string()));
        if let Some(rests_on) = rests_on {
            usual.push_str(&format!(" [{rests_on}]"));
        }
        paper.field("usual", &usual);
        let mut range = vec![doses::work(&dose.work)];
        range.extend(doses::sets(&dose.sets));
        paper.field("range", &range.join(", "));
        for source in &technique.doses {
            paper.field(&format!("{} says", source.source), &doses::source(source));
        }
        let frequency = &technique.frequency;
        let often = doses::frequency(frequency);
        let rests_on = frequency.source.as_ref().map(|id| id.as_str());
        let rests_on = rests_on.or(frequency.basis.as_ref().map(|basis| basis.as_str()));
        let tail = rests_on.map_or_else(String::new, |one| format!(" [{one}]"));
        paper.field("how often", &format!("{often}{tail}"));
        for why in [&dose.reason, &frequency.reason].into_iter().flatten() {
            paper.field("why", why);
        }
    }

    fn doing(&self, paper: &mut Paper) {
        let technique = self.technique;
        paper.heading("Step by step");
        for (at, step) in technique.steps.iter().enumerate() {
            paper.item(2, &format!("{:>2}. ", at + 1), step);
        }
        paper.heading("What is said on the way");
        let cues = &technique.cues;
        paper.field("at first", &cues.start);
        for cue in &cues.during {
            paper.field("meanwhile", cue);
        }
        if let Some(cue) = &cues.switch {
            paper.field("at the switch", cue);
        }
        paper.field("at the end", &cues.end);
        paper.heading("What it should feel like");
        paper.paragraph(2, &technique.feel);
        paper.heading("What often goes wrong");
        for mistake in &technique.mistakes {
            paper.item(2, "- ", mistake);
        }
    }

    fn steps_around(&self, paper: &mut Paper) {
        paper.heading("Easier and harder");
        paper.field("easier", &self.step(&self.technique.easier));
        paper.field("harder", &self.step(&self.technique.harder));
        if let Some(twin) = &self.technique.alternative_to {
            paper.field("much like", &self.named(twin));
        }
    }

    fn step(&self, step: &Step) -> String {
        let mut text = step.how.to_string();
        if let Some(dose) = &step.dose {
            text.push_str(&format!(" ({})", self.fixed(dose)));
        }
        if let Some(other) = &step.technique {
            text.push_str(&format!(" See {}.", self.named(other)));
        }
        text
    }

    fn fixed(&self, dose: &FixedDose) -> String {
        let exact = ExactDose {
            work: ExactWork::usual(&dose.work),
            sets: dose.sets.map_or(1, |sets| sets.value),
            rest_s: 0,
        };
        dose_text(self.technique, &exact)
    }

    /// A technique's name and how to look it up.
    fn named(&self, id: &Id) -> String {
        let command = name(&format!("unhunch show {id}"));
        let technique = self.library.technique(id.as_str());
        technique.map_or_else(|| id.to_string(), |one| format!("{} ({command})", one.name))
    }

    fn care(&self, paper: &mut Paper) {
        let technique = self.technique;
        if !technique.cautions.is_empty() {
            paper.heading("Who should take care");
            for caution in &technique.cautions {
                paper.item(2, "- ", &caution_says(self.library, caution));
            }
        }
        paper.heading("When to stop");
        for sign in &technique.stop_signs {
            let does = sign.act.trim_end();
            paper.item(2, "- ", &format!("{}: {}", sign.sign, lower_first(does)));
        }
        let general: Vec<String> = self
            .library
            .safety()
            .stop_signs
            .iter()
            .map(|rule| lower_first(rule.says.trim_end_matches('.')))
            .collect();
        let always = format!("With every technique: {}.", general.join("; "));
        paper.item(2, "- ", &always);
    }

    fn foundations(&self, paper: &mut Paper) {
        let technique = self.technique;
        if let Some(alt) = &technique.alt {
            paper.heading("The movement in words");
            paper.paragraph(2, alt);
        }
        paper.heading("What it rests on");
        for id in technique.references() {
            if let Some(source) = self.library.source(id) {
                let text = format!("{} ({})", source.title, source.publisher);
                paper.item(2, &format!("[{}] ", source.id), &text);
            }
        }
        let mut bases: Vec<(&str, Vec<&str>)> = Vec::new();
        for (what, basis) in technique.bases() {
            match bases.iter_mut().find(|(known, _)| *known == basis) {
                Some((_, figures)) => figures.push(what),
                None => bases.push((basis, vec![what])),
            }
        }
        for (basis, figures) in bases {
            paper.item(
                2,
                "- ",
                &format!("By {basis}: {}.", joined(&figures, "and")),
            );
        }
        for note in &technique.notes {
            paper.item(2, "- ", &note.says);
        }
        paper.gap();
        let reviewed = format!("Last reviewed on {}.", technique.reviewed);
        paper.paragraph(0, &dim(&reviewed));
    }
}

/// The first ones, and what comes along: "Neck; also: chest, side of the ribs".
fn ranked(
    primary: &[Sp<Id>],
    secondary: &[Sp<Id>],
    word: impl Fn(&Sp<Id>) -> Option<String>,
) -> String {
    let words = |ids: &[Sp<Id>]| -> Vec<String> { ids.iter().filter_map(&word).collect() };
    let mut text = words(primary).join("; ");
    if !secondary.is_empty() {
        let also: Vec<String> = words(secondary)
            .iter()
            .map(|one| one.to_lowercase())
            .collect();
        text.push_str(&format!("; also: {}", also.join("; ")));
    }
    text
}

/// A sentence as it goes on after a colon.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
