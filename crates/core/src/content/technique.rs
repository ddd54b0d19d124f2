//! Techniques: the things that a person does.

use jiff::civil::Date;

use super::decode::{record, words};
use super::dose::{Dose, FixedDose, Frequency, SourceDose};
use super::id::Id;
use super::lazy::Lazy;
use super::span::Sp;
use super::text::Text;

words! {
    /// Whether a technique is done once on the left and once on the right.
    pub enum Sides ("sides: none or each") {
        /// Both sides at once, or no sides at all.
        None = "none",
        /// The left, then the right (or the other way round), for the same time.
        Each = "each",
    }
}

words! {
    /// How much a technique asks of a person.
    pub enum Intensity ("an intensity") {
        /// Fit for a sore day.
        Gentle = "gentle",
        /// Fit for most days.
        Moderate = "moderate",
        /// Real work.
        Strong = "strong",
    }
}

words! {
    /// What place a technique can take in a routine.
    pub enum Role ("a role") {
        /// Light movement that warms the muscles it works.
        WarmUp = "warm-up",
        /// Gentle enough to end on.
        Finish = "finish",
    }
}

words! {
    /// What a flag does to a technique. Ordered from the mildest to the strongest.
    pub enum Action ("an action") {
        /// Planned only once the person has agreed.
        Ask = "ask",
        /// Only the easier step is planned.
        Modify = "modify",
        /// Another technique takes its place.
        Substitute = "substitute",
        /// Never planned.
        Exclude = "exclude",
    }
}

record! {
    /// Something that a technique needs.
    pub struct Need ("equipment { id, substitutes, optional, note }") {
        /// What is needed.
        id: Sp<Id>,
        /// What may stand in for it.
        substitutes: Vec<Sp<Id>>,
        /// Whether it only helps.
        optional: Option<bool>,
        /// A remark.
        note: Option<Sp<Text>>,
    }
}

record! {
    /// Ids in two ranks.
    pub struct Ranked ("{ primary, secondary }") {
        /// Those that it is for.
        primary: Vec<Sp<Id>>,
        /// Those that come along.
        secondary: Vec<Sp<Id>>,
    }
}

impl Ranked {
    /// All of them, the primary ones first.
    pub fn all(&self) -> impl Iterator<Item = &Sp<Id>> {
        self.primary.iter().chain(&self.secondary)
    }
}

record! {
    /// How well a technique serves each goal, 0 (not at all) to 3 (this is what it is for).
    pub struct GoalFit ("goals { relief, mobility, strength, wind-down }") {
        /// Ease what is tight now.
        relief: Option<Sp<u32>>,
        /// Move more freely.
        mobility: Option<Sp<u32>>,
        /// Build muscle.
        strength: Option<Sp<u32>>,
        /// Slow down.
        wind_down as "wind-down": Option<Sp<u32>>,
    }
}

impl GoalFit {
    /// The fit for a goal, 0 to 3.
    pub fn of(&self, goal: Goal) -> u32 {
        let fit = match goal {
            Goal::Relief => self.relief,
            Goal::Mobility => self.mobility,
            Goal::Strength => self.strength,
            Goal::WindDown => self.wind_down,
        };
        fit.map_or(0, |fit| fit.value)
    }
}

words! {
    /// What a person wants of the minutes at hand.
    pub enum Goal ("a goal") {
        /// Ease what is tight now.
        Relief = "relief",
        /// Move more freely.
        Mobility = "mobility",
        /// Build muscle.
        Strength = "strength",
        /// Slow down.
        WindDown = "wind-down",
    }
}

record! {
    /// Where a technique begins when that is not its working position.
    pub struct WayIn ("way_in { from, how }") {
        /// The position to begin from.
        from: Sp<Id>,
        /// How to get from there into the working position.
        how: Sp<Text>,
    }
}

record! {
    /// What is said while a technique is played.
    pub struct Cues ("cues { start, during, switch, end }") {
        /// When the work begins.
        start: Sp<Text>,
        /// While it lasts, one after the other.
        during: Vec<Sp<Text>>,
        /// When the side or the direction changes.
        switch: Option<Sp<Text>>,
        /// When it is over.
        end: Sp<Text>,
    }
}

record! {
    /// Time to get ready, beyond taking the position.
    pub struct Setup ("setup { seconds, basis }") {
        /// Seconds.
        seconds: Sp<u32>,
        /// The source that says so.
        source: Option<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// An easier or a harder form: another dose, or another technique.
    pub struct Step ("a step { how, technique or dose }") {
        /// What to do differently.
        how: Sp<Text>,
        /// The technique to do instead.
        technique: Option<Sp<Id>>,
        /// The dose to do instead.
        dose: Option<FixedDose>,
        /// The source that says so.
        source: Option<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// What a flag means for this technique.
    pub struct Caution ("a caution { flag, action, substitute, why }") {
        /// The flag.
        flag: Sp<Id>,
        /// What it does.
        action: Sp<Action>,
        /// What to do instead.
        substitute: Option<Sp<Id>>,
        /// Why, in a sentence.
        why: Sp<Text>,
    }
}

record! {
    /// A reason to stop that is special to a technique.
    pub struct StopSign ("a stop sign { sign, do }") {
        /// What a person would notice.
        sign: Sp<Text>,
        /// What to do then.
        act as "do": Sp<Text>,
        /// The source that says so.
        source: Option<Sp<Id>>,
        /// What else it rests on.
        basis: Option<Sp<Text>>,
    }
}

record! {
    /// A remark on something odd in a source.
    pub struct Note ("a note { source, says }") {
        /// The source.
        source: Option<Sp<Id>>,
        /// What is odd, and what we do.
        says: Sp<Text>,
    }
}

record! {
    /// One thing that a person does, with all that the content knows about it.
    pub struct Technique ("a technique") {
        /// Stable id; also the file's name.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// What else people call it.
        aliases: Vec<Sp<Text>>,
        /// Its kind (vocabulary `families`).
        family: Sp<Id>,
        /// What it is for, in one line.
        purpose: Sp<Text>,
        /// When a person last read it against its sources.
        reviewed: Sp<Date>,
        /// Where its facts come from.
        sources: Vec<Sp<Id>>,
        /// Working positions, one of which is taken.
        positions: Vec<Sp<Id>>,
        /// Where it begins, when that is elsewhere.
        way_in: Option<WayIn>,
        /// What it needs.
        equipment: Vec<Need>,
        /// Areas it is for.
        areas: Ranked,
        /// Muscles it works.
        muscles: Ranked,
        /// Whether it is done on each side.
        sides: Sp<Sides>,
        /// Directions it is done in, each for the whole dose.
        directions: Vec<Sp<Id>>,
        /// Causes of tightness that it answers.
        causes: Vec<Sp<Id>>,
        /// How well it serves each goal.
        goals: GoalFit,
        /// How much it asks.
        intensity: Sp<Intensity>,
        /// What about it can matter to somebody's body.
        traits: Vec<Sp<Id>>,
        /// What place it can take in a routine.
        roles: Vec<Sp<Role>>,
        /// A near twin; a plan holds at most one of a group of twins.
        alternative_to: Option<Sp<Id>>,
        /// Whether the planner may pick it; true when absent.
        in_plans: Option<bool>,
        /// Why the planner may not.
        in_plans_why: Option<Sp<Text>>,
        /// What to do, step by step.
        steps: Lazy<Vec<Sp<Text>>>,
        /// What it should feel like.
        feel: Sp<Text>,
        /// What often goes wrong.
        mistakes: Lazy<Vec<Sp<Text>>>,
        /// The movement in words, for somebody who cannot see the picture.
        alt: Option<Sp<Text>>,
        /// What is said while it is played.
        cues: Lazy<Cues>,
        /// Time to get ready.
        setup: Setup,
        /// The default dose.
        dose: Dose,
        /// Each source's own dose.
        doses: Lazy<Vec<SourceDose>>,
        /// How often to do it.
        frequency: Frequency,
        /// A smaller form.
        easier: Lazy<Step>,
        /// A larger form.
        harder: Lazy<Step>,
        /// What flags mean for it.
        cautions: Lazy<Vec<Caution>>,
        /// Reasons to stop that are its own.
        stop_signs: Lazy<Vec<StopSign>>,
        /// Remarks on its sources.
        notes: Lazy<Vec<Note>>,
    }
}

impl Technique {
    /// Whether the planner may pick it.
    pub fn is_planned(&self) -> bool {
        self.in_plans.unwrap_or(true)
    }

    /// Whether it can take a place in a routine.
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.iter().any(|have| have.value == role)
    }

    /// Whether a trait applies.
    pub fn has_trait(&self, id: &str) -> bool {
        self.traits.iter().any(|have| have.as_str() == id)
    }

    /// The ids of everything that its facts and figures rest on: its sources, then the others that a
    /// figure names, each once. A basis that is no source (`general practice`) is among them.
    pub fn references(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.sources.iter().map(|id| id.as_str()).collect();
        for (_, basis) in self.bases() {
            found.push(basis);
        }
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|id| seen.insert(*id));
        found
    }

    /// What each figure without a source of the technique rests on: what it is, and the basis, which is
    /// `general practice` or the id of a source.
    pub fn bases(&self) -> Vec<(&'static str, &str)> {
        let rest = self.dose.rest.as_ref();
        let fields = [
            ("dose", self.dose.basis.as_ref()),
            ("tempo", self.dose.tempo_basis.as_ref()),
            ("rest", rest.and_then(|rest| rest.basis.as_ref())),
            ("getting ready", self.setup.basis.as_ref()),
            ("how often", self.frequency.basis.as_ref()),
            ("easier step", self.easier.basis.as_ref()),
            ("harder step", self.harder.basis.as_ref()),
        ];
        let own = fields.into_iter();
        let signs = self
            .stop_signs
            .iter()
            .map(|sign| ("stop signs", sign.basis.as_ref()));
        let mut bases: Vec<(&'static str, &str)> = Vec::new();
        for (what, basis) in own.chain(signs) {
            let Some(basis) = basis else { continue };
            let entry = (what, basis.value.as_str());
            if !bases.contains(&entry) {
                bases.push(entry);
            }
        }
        bases
    }

    /// How many times the work of one set is done: once, on each side, or in each direction.
    pub fn passes(&self) -> u32 {
        let sides = if self.sides.value == Sides::Each {
            2
        } else {
            1
        };
        let directions = u32::try_from(self.directions.len())
            .unwrap_or(u32::MAX)
            .max(1);
        directions.saturating_mul(sides)
    }
}
