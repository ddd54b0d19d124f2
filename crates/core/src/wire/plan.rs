//! Plans as JSON.

use serde::Serialize;

use super::dose::ExactDose;
use crate::content::Library;
use crate::person::{Unheeded, Usual};
use crate::plan::{Omission, Plan, Reason, Why};
use crate::timeline::Timeline;

/// `unhunch.plan/1`: a plan with its reasons and its timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlanAnswer<'p> {
    /// Always [`PlanAnswer::SCHEMA`].
    pub schema: &'static str,
    /// The plan; its keys stand beside `schema`.
    #[serde(flatten)]
    pub plan: PlanPage<'p>,
    /// The plan laid out in time: `unhunch.timeline/1`.
    pub timeline: &'p Timeline,
}

/// A plan with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlanPage<'p> {
    /// What people call it.
    pub name: &'p str,
    /// What the planner's model gives for it.
    pub score: i64,
    /// What the score is made of: `coverage + own - costs`.
    pub parts: Parts,
    /// How long it takes in all, in seconds.
    pub seconds: u32,
    /// How long it may take, in minutes.
    pub minutes: u32,
    /// Whether it fills at least 95% of the minutes; otherwise it is the longest that fits.
    pub full: bool,
    /// The clearance that it was planned under.
    pub clearance: Clearance,
    /// What of the person's profile could not be heeded, in sentences for them.
    pub warnings: Vec<String>,
    /// What was picked, in order.
    pub items: Vec<PlanItem<'p>>,
    /// What could not be picked.
    pub omitted: Vec<PlanOmission<'p>>,
}

/// What a score is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Parts {
    /// Points for covering the areas.
    pub coverage: i64,
    /// Points of the picks themselves.
    pub own: i64,
    /// Points lost by changes of position and by props.
    pub costs: i64,
}

/// The clearance that a plan was made under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Clearance {
    /// `clear` or `see-professional`.
    pub level: &'static str,
    /// Whether it was assumed, and not asked: such a plan is for looking at only.
    pub assumed: bool,
    /// What the level advises; none at `clear`.
    pub advice: Option<String>,
}

/// One technique of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlanItem<'p> {
    /// The technique.
    pub technique: &'p str,
    /// What people call it.
    pub name: &'p str,
    /// The position it is done in.
    pub position: &'p str,
    /// What it is done with, substitutes by their own ids.
    pub equipment: Vec<&'p str>,
    /// How much of it.
    pub dose: ExactDose,
    /// How long it takes, with taking its position, in seconds.
    pub seconds: u32,
    /// Whether only its easier step is meant.
    pub easier: bool,
    /// Why it was picked; never empty.
    pub reasons: Vec<PlanReason<'p>>,
}

/// Why a technique was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlanReason<'p> {
    /// The kind, and what belongs to it.
    #[serde(flatten)]
    pub detail: ReasonDetail<'p>,
    /// The reason in words.
    pub text: String,
}

/// The kind of a reason, written as `kind`, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum ReasonDetail<'p> {
    /// It works an area that the person named.
    Area {
        /// The area.
        area: &'p str,
        /// `left`, `right` or null.
        side: Option<&'static str>,
        /// The pain that was said, 0 to 10.
        pain: u32,
    },
    /// It covers areas that the rest of the plan leaves thin.
    Covers {
        /// The areas.
        areas: Vec<&'p str>,
    },
    /// It is made for the goal.
    Goal {
        /// The goal.
        goal: &'static str,
    },
    /// It warms muscles for what comes later.
    Warms {
        /// The techniques that need it.
        before: Vec<&'p str>,
    },
    /// It lets the plan end quietly.
    Finish,
    /// Its dose is one that a source gives.
    Sourced {
        /// The sources.
        sources: Vec<&'p str>,
    },
    /// It helped before.
    Helped,
    /// It takes the place of a technique that a flag rules out.
    Replaces {
        /// That technique.
        technique: &'p str,
    },
    /// Something at hand stands in for what it usually needs.
    Substitute {
        /// What it usually needs.
        needed: &'p str,
        /// What is taken.
        taken: &'p str,
    },
    /// Only its easier step, because of a flag.
    Easier {
        /// What to do differently.
        how: &'p str,
    },
}

impl<'p> From<&'p Reason> for ReasonDetail<'p> {
    fn from(reason: &'p Reason) -> Self {
        let words = |ids: &'p [crate::content::Id]| ids.iter().map(|id| id.as_str()).collect();
        match reason {
            Reason::Area { area, side, pain } => Self::Area {
                area: area.as_str(),
                side: side.map(|side| side.word()),
                pain: *pain,
            },
            Reason::Covers { areas } => Self::Covers {
                areas: words(areas),
            },
            Reason::Goal { goal } => Self::Goal { goal: goal.word() },
            Reason::Warms { before } => Self::Warms {
                before: words(before),
            },
            Reason::Finish => Self::Finish,
            Reason::Sourced { sources } => Self::Sourced {
                sources: words(sources),
            },
            Reason::Helped => Self::Helped,
            Reason::Replaces { technique } => Self::Replaces {
                technique: technique.as_str(),
            },
            Reason::Substitute { needed, taken } => Self::Substitute {
                needed: needed.as_str(),
                taken: taken.as_str(),
            },
            Reason::Easier { how } => Self::Easier { how },
        }
    }
}

/// A technique that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlanOmission<'p> {
    /// The technique.
    pub technique: &'p str,
    /// `flag`, `ask`, `too-strong`, `position`, `equipment`, `hurt` or `flared`.
    pub why: &'static str,
    /// The flag that rules it out, or that asks first.
    pub flag: Option<&'p str>,
    /// The reason in words.
    pub text: String,
    /// What the content says about the flag and this technique.
    pub because: Option<&'p str>,
    /// What can be done instead.
    pub substitute: Option<&'p str>,
    /// Whether it concerns the person's body, and not only what is at hand.
    pub notable: bool,
}

impl<'p> PlanOmission<'p> {
    fn new(omission: &'p Omission, library: &Library) -> Self {
        let (why, flag, because) = match &omission.why {
            Why::Flag { flag, why } => ("flag", Some(flag), Some(why.as_str())),
            Why::Ask { flag, why } => ("ask", Some(flag), Some(why.as_str())),
            Why::TooStrong { .. } => ("too-strong", None, None),
            Why::Position { .. } => ("position", None, None),
            Why::Equipment { .. } => ("equipment", None, None),
            Why::Hurt => ("hurt", None, None),
            Why::Flared => ("flared", None, None),
        };
        Self {
            technique: omission.technique.as_str(),
            why,
            flag: flag.map(|flag| flag.as_str()),
            text: omission.says(library),
            because,
            substitute: omission.substitute.as_ref().map(|id| id.as_str()),
            notable: omission.is_notable(),
        }
    }
}

impl<'p> PlanAnswer<'p> {
    /// What `schema` says.
    pub const SCHEMA: &'static str = "unhunch.plan/1";

    /// A plan for a person's request, with its timeline.
    ///
    /// `library`, `plan` and `timeline` belong together: picks of techniques that the library does not
    /// hold are left out.
    pub fn new(
        library: &'p Library,
        usual: &Usual,
        clearance: Clearance,
        plan: &'p Plan,
        timeline: &'p Timeline,
    ) -> Self {
        Self {
            schema: Self::SCHEMA,
            plan: PlanPage::new(library, usual, clearance, plan),
            timeline,
        }
    }
}

impl<'p> PlanPage<'p> {
    /// A plan for a person's request; picks of techniques that the library does not hold are left out.
    pub fn new(library: &'p Library, usual: &Usual, clearance: Clearance, plan: &'p Plan) -> Self {
        let items = plan.picks.iter().zip(&plan.routine.items);
        Self {
            name: &plan.routine.name,
            score: plan.score,
            parts: Parts {
                coverage: plan.parts.coverage,
                own: plan.parts.own,
                costs: plan.parts.costs,
            },
            seconds: plan.seconds,
            minutes: usual.request.minutes,
            full: plan.full,
            clearance,
            warnings: usual.unheeded.iter().map(Unheeded::says).collect(),
            items: items
                .filter_map(|(pick, item)| {
                    let technique = library.technique(pick.technique.as_str())?;
                    Some(PlanItem {
                        technique: pick.technique.as_str(),
                        name: &technique.name,
                        position: item.position.as_str(),
                        equipment: item.equipment.iter().map(|id| id.as_str()).collect(),
                        dose: ExactDose::new(technique, &item.dose),
                        seconds: pick.seconds,
                        easier: item.easier,
                        reasons: pick
                            .reasons
                            .iter()
                            .map(|reason| PlanReason {
                                detail: reason.into(),
                                text: reason.says(library),
                            })
                            .collect(),
                    })
                })
                .collect(),
            omitted: plan
                .omitted
                .iter()
                .map(|omission| PlanOmission::new(omission, library))
                .collect(),
        }
    }
}
