//! What a page needs to play a session, as one JSON: with it the page asks nobody, so it plays without a network.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;
use unhunch_core::content::{EffortAction, Library};
use unhunch_core::player::StopReason;
use unhunch_core::safety::{effort, stop_advice};
use unhunch_core::timeline::Timeline;

use super::ahead::AheadView;

/// What the sheet is made of.
#[derive(Debug, Clone)]
pub(crate) struct Of<'a> {
    /// The content.
    pub(crate) library: &'a Library,
    /// The session's id; none for one that is begun without a network, which gets its id from the page.
    pub(crate) session: Option<&'a str>,
    /// What is played.
    pub(crate) timeline: &'a Timeline,
    /// The session's entries so far, as JSON of the journal, in order.
    pub(crate) entries: &'a [Box<RawValue>],
    /// The emergency number, if one is set.
    pub(crate) emergency_number: Option<&'a str>,
    /// Whether cues are spoken from the start.
    pub(crate) voice: bool,
    /// When a check will be due.
    pub(crate) ahead: AheadView,
    /// The levels of a check under which it may be played.
    pub(crate) plays: Vec<&'static str>,
}

/// What a page needs to play a session.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Sheet<'a> {
    schema: &'static str,
    session: Option<&'a str>,
    timeline: &'a Timeline,
    entries: &'a [Box<RawValue>],
    techniques: BTreeMap<&'a str, Shown<'a>>,
    positions: BTreeMap<&'a str, &'a str>,
    reasons: Vec<Reason>,
    effort: Vec<Effort<'a>>,
    advice: Advice,
    stop_signs: Vec<&'a str>,
    voice: bool,
    ahead: AheadView,
    plays: Vec<&'static str>,
}

/// What is shown of a technique.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Shown<'a> {
    feel: &'a str,
}

/// A reason to stop.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Reason {
    reason: StopReason,
    says: &'static str,
}

/// What a pain asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Effort<'a> {
    action: &'static str,
    says: &'a str,
}

/// What is said to who stopped, in paragraphs.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Advice {
    dizzy: Vec<String>,
    numb: Vec<String>,
    /// By how strong the pain is, 0 to 10.
    pain: Vec<Vec<String>>,
    /// When nothing was said of how strong it is.
    unrated: Vec<String>,
}

/// The strongest pain.
const MOST: u8 = 10;

impl<'a> Sheet<'a> {
    /// The sheet of a session.
    pub(crate) fn new(of: Of<'a>) -> Self {
        let Of {
            library, timeline, ..
        } = of;
        let safety = library.safety();
        let items = timeline.items().iter();
        let used = items.clone().flat_map(|item| {
            let easier = item.easier.as_ref().map(|step| &step.technique);
            std::iter::once(&item.technique).chain(easier)
        });
        let techniques = used.filter_map(|id| library.technique(id.as_str()));
        let positions = items
            .filter_map(|item| library.vocabulary().position(item.position.as_str()))
            .map(|position| (position.id.as_str(), position.name.as_str()));
        let said = |reason: StopReason, pain: Option<u8>| {
            stop_advice(safety, reason, pain, of.emergency_number)
        };
        Self {
            schema: "unhunch.sheet/1",
            session: of.session,
            timeline,
            entries: of.entries,
            techniques: techniques
                .map(|technique| {
                    let feel = technique.feel.as_str();
                    (technique.id.as_str(), Shown { feel })
                })
                .collect(),
            positions: positions.collect(),
            reasons: StopReason::ALL
                .iter()
                .map(|reason| Reason {
                    reason: *reason,
                    says: reason.says(),
                })
                .collect(),
            effort: (0..=MOST)
                .map(|pain| {
                    let advice = effort(safety, u32::from(pain));
                    Effort {
                        action: match advice.action {
                            EffortAction::GoOn => "go-on",
                            EffortAction::Easier => "easier",
                            EffortAction::Stop => "stop",
                        },
                        says: advice.says,
                    }
                })
                .collect(),
            advice: Advice {
                dizzy: said(StopReason::Dizzy, None),
                numb: said(StopReason::Numb, None),
                pain: (0..=MOST)
                    .map(|pain| said(StopReason::Pain, Some(pain)))
                    .collect(),
                unrated: said(StopReason::Pain, None),
            },
            stop_signs: safety
                .stop_signs
                .iter()
                .map(|sign| sign.says.as_str())
                .collect(),
            voice: of.voice,
            ahead: of.ahead,
            plays: of.plays,
        }
    }

    /// The sheet as JSON that may stand inside of a page: nothing in it ends the element that it stands in.
    ///
    /// # Errors
    ///
    /// None in practice; that of the JSON library.
    pub(crate) fn to_json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string(self)?.replace('<', "\\u003c"))
    }
}
