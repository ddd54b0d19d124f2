//! Techniques as JSON.

use serde::Serialize;

use super::dose::{DefaultDose, FixedDose, Frequency, SourceDose};
use super::{id, ids, text, texts};
use crate::content::{self, Goal, Library, Technique};

/// `unhunch.techniques/1`: techniques in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Techniques<'l> {
    /// Always [`Techniques::SCHEMA`].
    pub schema: &'static str,
    /// The techniques, in the order of their ids.
    pub techniques: Vec<TechniqueHead<'l>>,
}

impl<'l> Techniques<'l> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.techniques/1";

    /// Some techniques of a library.
    pub fn new(techniques: impl IntoIterator<Item = &'l Technique>) -> Self {
        Self {
            schema: Self::SCHEMA,
            techniques: techniques.into_iter().map(TechniqueHead::from).collect(),
        }
    }
}

/// Ids in two ranks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Ranked<'l> {
    /// Those that it is for.
    pub primary: Vec<&'l str>,
    /// Those that come along.
    pub secondary: Vec<&'l str>,
}

impl<'l> From<&'l content::Ranked> for Ranked<'l> {
    fn from(ranked: &'l content::Ranked) -> Self {
        Self {
            primary: ids(&ranked.primary),
            secondary: ids(&ranked.secondary),
        }
    }
}

/// How well a technique serves each goal, 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GoalFit {
    /// Ease what is tight now.
    pub relief: u32,
    /// Move more freely.
    pub mobility: u32,
    /// Build muscle.
    pub strength: u32,
    /// Slow down.
    pub wind_down: u32,
}

/// A technique in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TechniqueHead<'l> {
    /// Stable id.
    pub id: &'l str,
    /// What people call it.
    pub name: &'l str,
    /// What else people call it.
    pub aliases: Vec<&'l str>,
    /// Its kind (vocabulary `families`).
    pub family: &'l str,
    /// Working positions, one of which is taken.
    pub positions: Vec<&'l str>,
    /// What it needs; things that only help are not among it.
    pub equipment: Vec<&'l str>,
    /// `none` or `each`.
    pub sides: &'static str,
    /// Where its facts come from.
    pub sources: Vec<&'l str>,
    /// What it is for, in one line.
    pub purpose: &'l str,
    /// Directions it is done in.
    pub directions: Vec<&'l str>,
    /// Areas it is for.
    pub areas: Ranked<'l>,
    /// Muscles it works.
    pub muscles: Ranked<'l>,
    /// Causes of tightness that it answers.
    pub causes: Vec<&'l str>,
    /// How well it serves each goal.
    pub goals: GoalFit,
    /// `gentle`, `moderate` or `strong`.
    pub intensity: &'static str,
    /// Whether plans may hold it.
    pub in_plans: bool,
}

impl<'l> From<&'l Technique> for TechniqueHead<'l> {
    fn from(technique: &'l Technique) -> Self {
        let needed = technique
            .equipment
            .iter()
            .filter(|need| need.optional != Some(true));
        Self {
            id: technique.id.as_str(),
            name: &technique.name,
            aliases: texts(&technique.aliases),
            family: technique.family.as_str(),
            positions: ids(&technique.positions),
            equipment: needed.map(|need| need.id.as_str()).collect(),
            sides: technique.sides.word(),
            sources: ids(&technique.sources),
            purpose: &technique.purpose,
            directions: ids(&technique.directions),
            areas: (&technique.areas).into(),
            muscles: (&technique.muscles).into(),
            causes: ids(&technique.causes),
            goals: GoalFit {
                relief: technique.goals.of(Goal::Relief),
                mobility: technique.goals.of(Goal::Mobility),
                strength: technique.goals.of(Goal::Strength),
                wind_down: technique.goals.of(Goal::WindDown),
            },
            intensity: technique.intensity.word(),
            in_plans: technique.is_planned(),
        }
    }
}

/// Something that a technique needs, or that helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Need<'l> {
    /// What it is.
    pub id: &'l str,
    /// What may stand in for it.
    pub substitutes: Vec<&'l str>,
    /// Whether it only helps.
    pub optional: bool,
    /// A remark.
    pub note: Option<&'l str>,
}

/// Where a technique begins when that is not its working position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WayIn<'l> {
    /// The position to begin from.
    pub from: &'l str,
    /// How to get from there into the working position.
    pub how: &'l str,
}

/// What is said while a technique is played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cues<'l> {
    /// When the work begins.
    pub start: &'l str,
    /// While it lasts.
    pub during: Vec<&'l str>,
    /// When the side or the direction changes.
    pub switch: Option<&'l str>,
    /// When it is over.
    pub end: &'l str,
}

/// An easier or a harder form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Step<'l> {
    /// What to do differently.
    pub how: &'l str,
    /// The technique to do instead.
    pub technique: Option<&'l str>,
    /// The dose to do instead.
    pub dose: Option<FixedDose>,
    /// The source that says so.
    pub source: Option<&'l str>,
    /// What else it rests on.
    pub basis: Option<&'l str>,
}

impl<'l> From<&'l content::Step> for Step<'l> {
    fn from(step: &'l content::Step) -> Self {
        Self {
            how: &step.how,
            technique: id(step.technique.as_ref()),
            dose: step.dose.as_ref().map(FixedDose::from),
            source: id(step.source.as_ref()),
            basis: text(step.basis.as_ref()),
        }
    }
}

/// What a flag means for a technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Caution<'l> {
    /// The flag.
    pub flag: &'l str,
    /// `ask`, `modify`, `substitute` or `exclude`.
    pub action: &'static str,
    /// What to do instead.
    pub substitute: Option<&'l str>,
    /// Why, in a sentence.
    pub why: &'l str,
}

/// A reason to stop that is special to a technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StopSign<'l> {
    /// What a person would notice.
    pub sign: &'l str,
    /// What to do then.
    #[serde(rename = "do")]
    pub act: &'l str,
    /// The source that says so.
    pub source: Option<&'l str>,
    /// What else it rests on.
    pub basis: Option<&'l str>,
}

/// A source with its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourceRef<'l> {
    /// Its id.
    pub id: &'l str,
    /// Its title.
    pub title: &'l str,
    /// Who published it.
    pub publisher: &'l str,
    /// `article`, `clinic`, `trial`, `review`, `guideline` or `reference`.
    pub kind: &'static str,
}

/// A remark on something odd in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Note<'l> {
    /// The source.
    pub source: Option<&'l str>,
    /// What is odd, and what we do.
    pub says: &'l str,
}

/// `unhunch.technique/1`: all that the content knows of a technique.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TechniquePage<'l> {
    /// Always [`TechniquePage::SCHEMA`].
    pub schema: &'static str,
    /// The technique in brief; its keys stand beside the others.
    #[serde(flatten)]
    pub head: TechniqueHead<'l>,
    /// When a person last read it against its sources, as `YYYY-MM-DD`.
    pub reviewed: String,
    /// What it needs, and what helps.
    pub needs: Vec<Need<'l>>,
    /// Where it begins, when that is elsewhere.
    pub way_in: Option<WayIn<'l>>,
    /// Seconds to get ready, beyond taking the position.
    pub setup_seconds: u32,
    /// The source of these seconds.
    pub setup_source: Option<&'l str>,
    /// What else they rest on.
    pub setup_basis: Option<&'l str>,
    /// The default dose, which plans use.
    pub default_dose: DefaultDose<'l>,
    /// Each source's own dose.
    pub doses: Vec<SourceDose<'l>>,
    /// How often to do it.
    pub frequency: Frequency<'l>,
    /// What to do, step by step.
    pub steps: Vec<&'l str>,
    /// What is said while it is played.
    pub cues: Cues<'l>,
    /// What it should feel like.
    pub feel: &'l str,
    /// What often goes wrong.
    pub mistakes: Vec<&'l str>,
    /// A smaller form.
    pub easier: Step<'l>,
    /// A larger form.
    pub harder: Step<'l>,
    /// What flags mean for it.
    pub cautions: Vec<Caution<'l>>,
    /// Reasons to stop that are its own.
    pub stop_signs: Vec<StopSign<'l>>,
    /// Reasons to stop that hold for every technique.
    pub general_stop_signs: Vec<&'l str>,
    /// The movement in words.
    pub text_alternative: Option<&'l str>,
    /// What about it can matter to somebody's body.
    pub traits: Vec<&'l str>,
    /// What place it can take in a routine.
    pub roles: Vec<&'static str>,
    /// A near twin.
    pub alternative_to: Option<&'l str>,
    /// Why plans may not hold it.
    pub in_plans_why: Option<&'l str>,
    /// Remarks on its sources.
    pub notes: Vec<Note<'l>>,
    /// Its sources with their titles, and those that its figures rest on beside them.
    pub references: Vec<SourceRef<'l>>,
}

impl<'l> TechniquePage<'l> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.technique/1";

    /// All of a technique.
    pub fn new(technique: &'l Technique, library: &'l Library) -> Self {
        Self {
            schema: Self::SCHEMA,
            head: technique.into(),
            reviewed: technique.reviewed.to_string(),
            needs: technique
                .equipment
                .iter()
                .map(|need| Need {
                    id: need.id.as_str(),
                    substitutes: ids(&need.substitutes),
                    optional: need.optional == Some(true),
                    note: text(need.note.as_ref()),
                })
                .collect(),
            way_in: technique.way_in.as_ref().map(|way| WayIn {
                from: way.from.as_str(),
                how: &way.how,
            }),
            setup_seconds: technique.setup.seconds.value,
            setup_source: id(technique.setup.source.as_ref()),
            setup_basis: text(technique.setup.basis.as_ref()),
            default_dose: technique.into(),
            doses: technique.doses.iter().map(SourceDose::from).collect(),
            frequency: (&technique.frequency).into(),
            steps: texts(&technique.steps),
            cues: Cues {
                start: &technique.cues.start,
                during: texts(&technique.cues.during),
                switch: text(technique.cues.switch.as_ref()),
                end: &technique.cues.end,
            },
            feel: &technique.feel,
            mistakes: texts(&technique.mistakes),
            easier: (&*technique.easier).into(),
            harder: (&*technique.harder).into(),
            cautions: technique.cautions.iter().map(caution).collect(),
            stop_signs: technique.stop_signs.iter().map(stop_sign).collect(),
            general_stop_signs: library
                .safety()
                .stop_signs
                .iter()
                .map(|rule| rule.says.value.as_str())
                .collect(),
            text_alternative: text(technique.alt.as_ref()),
            traits: ids(&technique.traits),
            roles: technique.roles.iter().map(|role| role.word()).collect(),
            alternative_to: id(technique.alternative_to.as_ref()),
            in_plans_why: text(technique.in_plans_why.as_ref()),
            notes: technique
                .notes
                .iter()
                .map(|note| Note {
                    source: id(note.source.as_ref()),
                    says: &note.says,
                })
                .collect(),
            references: references(technique, library),
        }
    }
}

fn caution(caution: &content::Caution) -> Caution<'_> {
    Caution {
        flag: caution.flag.as_str(),
        action: caution.action.word(),
        substitute: id(caution.substitute.as_ref()),
        why: &caution.why,
    }
}

fn stop_sign(sign: &content::StopSign) -> StopSign<'_> {
    StopSign {
        sign: &sign.sign,
        act: &sign.act,
        source: id(sign.source.as_ref()),
        basis: text(sign.basis.as_ref()),
    }
}

/// The technique's sources, then those that a basis names.
fn references<'l>(technique: &'l Technique, library: &'l Library) -> Vec<SourceRef<'l>> {
    technique
        .references()
        .into_iter()
        .filter_map(|id| library.source(id))
        .map(|source| SourceRef {
            id: source.id.as_str(),
            title: &source.title,
            publisher: &source.publisher,
            kind: source.kind.word(),
        })
        .collect()
}
