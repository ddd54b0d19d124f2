//! Plans: asked for, made aside, and kept while they stay true.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;
use unhunch_core::content::{Id, Level, Library};
use unhunch_core::person::Unheeded;
use unhunch_core::person::Usual;
use unhunch_core::plan::{self, NoPlan, Plan, Refused, Request};
use unhunch_core::routine::Routine;
use unhunch_core::safety::{Clearance, advice};
use unhunch_core::session::asked;
use unhunch_core::timeline::{Timeline, compile};
use unhunch_core::wire;

use super::ground::Ground;
use super::wishes::Wishes;
use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;
use crate::wire::{Asked, ProposalWire};

/// How many proposals are kept.
const KEPT: usize = 8;

/// What may be played.
#[derive(Debug)]
pub struct Proposal {
    /// The day that it is proposed on.
    pub day: Date,
    /// What was asked of the planner.
    pub request: Request,
    /// What the check allowed then.
    pub clearance: Clearance,
    /// The plan, unless it is a routine.
    pub plan: Option<Plan>,
    /// The techniques in order, to be kept.
    pub routine: Routine,
    /// The same laid out in time: what is played.
    pub timeline: Timeline,
    /// What of the profile could not be heeded.
    pub unheeded: Vec<Unheeded>,
    /// What was asked for, as it is written down.
    pub asked: Asked,
    /// The seal on the day, what was asked and the timeline.
    pub seal: String,
    /// What is said beside it at levels that advise something.
    pub advice: Option<String>,
    /// The JSON of it, made when it is first asked for.
    json: OnceLock<Bytes>,
}

/// Everything that a proposal follows from, but for the content: with the same, it is the same.
#[derive(Serialize)]
struct Cause<'c> {
    day: Date,
    request: &'c Request,
    level: &'static str,
    swapped: &'c BTreeSet<Id>,
    dropped: &'c BTreeSet<Id>,
    named: Option<&'c Routine>,
    number: Option<&'c str>,
    warnings: Vec<String>,
}

type Key = [u8; 32];
type Kept = Arc<OnceCell<Outcome<Arc<Proposal>>>>;

/// Proposals that were asked for lately, and those being made: who asks for one that is being made waits for
/// it.
#[derive(Debug, Default)]
pub(crate) struct Plans {
    kept: Mutex<VecDeque<(Key, Kept)>>,
}

impl Plans {
    fn of(&self, key: Key) -> Kept {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().position(|(one, _)| *one == key);
        let one = match found.and_then(|at| kept.remove(at)) {
            Some((_, one)) => one,
            None => Kept::default(),
        };
        kept.push_front((key, Arc::clone(&one)));
        kept.truncate(KEPT);
        one
    }
}

impl App {
    /// What may be played for these wishes: the best plan, or a hand-written routine as it may be played.
    ///
    /// # Errors
    ///
    /// [`Kind::CheckDue`], [`Kind::NotCleared`], [`Kind::LeftOut`], [`Kind::NothingFits`], or the field that has
    /// a value which it may not have.
    pub async fn propose(&self, wishes: &Wishes) -> Outcome<Arc<Proposal>> {
        let own = match wishes.my_routine {
            None => None,
            Some(id) => match self.own_routine(id).await {
                Ok(saved) => Some(saved.routine),
                Err(none) if none.kind == Kind::NotFound => {
                    return Err(Problem::invalid("/my_routine", none.detail));
                }
                Err(other) => return Err(other),
            },
        };
        self.propose_own(wishes, own).await
    }

    /// The same with a routine of the person's own in place of a plan, where one is given.
    ///
    /// # Errors
    ///
    /// As [`App::propose`].
    pub async fn propose_own(
        &self,
        wishes: &Wishes,
        own: Option<Routine>,
    ) -> Outcome<Arc<Proposal>> {
        self.propose_under(wishes, own, Ground::clearance).await
    }

    /// What may be played once the short check is answered, where that is due: it is not asked before the session
    /// is begun, and nothing is begun while it is due.
    ///
    /// # Errors
    ///
    /// As [`App::propose`].
    pub(crate) async fn propose_ahead(&self, wishes: &Wishes) -> Outcome<Arc<Proposal>> {
        self.propose_under(wishes, None, Ground::clearance_ahead)
            .await
    }

    async fn propose_under(
        &self,
        wishes: &Wishes,
        own: Option<Routine>,
        clearance: fn(&Ground, &Library) -> Outcome<Clearance>,
    ) -> Outcome<Arc<Proposal>> {
        let library = self.library();
        // A slip is told before the check is asked for.
        wishes.over(library, &Request::new(library, wishes.minutes))?;
        let changes = wishes.changes(library)?;
        let ground = self.ground().await?;
        let clearance = clearance(&ground, library)?;
        let request = wishes.over(library, &ground.usual.request)?;
        let named = match (own, &wishes.routine) {
            (Some(own), _) => Some(own),
            (None, None) => None,
            (None, Some(id)) => {
                let written = library
                    .routine(id)
                    .ok_or_else(|| Problem::invalid("/routine", "there is no such routine"))?;
                Some(Routine::from_content(written, library))
            }
        };
        let cause = Cause {
            day: ground.today,
            request: &request,
            level: clearance.level().word(),
            swapped: &changes.0,
            dropped: &changes.1,
            named: named.as_ref(),
            number: ground.profile.emergency_number.as_deref(),
            warnings: ground.usual.unheeded.iter().map(Unheeded::says).collect(),
        };
        let text = serde_json::to_vec(&cause)
            .map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
        let kept = self.plans().of(Sha256::digest(&text).into());
        let made = kept.get_or_init(|| {
            let app = self.clone();
            let named = named.clone();
            async move {
                let make = move || app.make(&ground, clearance, request, &changes, named);
                let made = tokio::task::spawn_blocking(make).await;
                made.unwrap_or_else(|_| Err(Problem::new(Kind::Internal, "planning failed badly")))
            }
        });
        made.await.clone()
    }

    fn make(
        &self,
        ground: &Ground,
        clearance: Clearance,
        request: Request,
        (swapped, dropped): &(BTreeSet<Id>, BTreeSet<Id>),
        named: Option<Routine>,
    ) -> Outcome<Arc<Proposal>> {
        let library = self.library();
        let (plan, mut routine) = match named {
            Some(named) => {
                let admitted = plan::admit(library, clearance, &request, &named)
                    .map_err(|refused| left_out(library, &refused))?;
                (None, admitted)
            }
            None => {
                let from = if swapped.is_empty() {
                    Cow::Borrowed(library)
                } else {
                    Cow::Owned(library.without(swapped))
                };
                let plan = plan::plan(&from, clearance, &request).map_err(no_plan)?;
                let routine = plan.routine.clone();
                (Some(plan), routine)
            }
        };
        routine
            .items
            .retain(|item| !dropped.contains(&item.technique));
        if routine.items.is_empty() {
            let says = "every technique is left out; leave in at least one";
            return Err(Problem::invalid("/dropped", says));
        }
        let plan = plan.map(|mut plan| {
            plan.picks.retain(|pick| !dropped.contains(&pick.technique));
            plan.routine.items.clone_from(&routine.items);
            plan
        });
        let timeline = compile(&routine, library)
            .map_err(|error| Problem::new(Kind::Internal, error.to_string()))?;
        let asked = Asked::from(&asked(&request));
        let number = ground.profile.emergency_number.as_deref();
        let level = clearance.level();
        Ok(Arc::new(Proposal {
            day: ground.today,
            seal: self.seal_key().seal(ground.today, &asked, &timeline),
            asked,
            request,
            clearance,
            plan,
            routine,
            timeline,
            unheeded: ground.usual.unheeded.clone(),
            advice: (level > Level::Clear).then(|| advice(library.safety(), level, number)),
            json: OnceLock::new(),
        }))
    }
}

impl Proposal {
    /// It as JSON: `unhunch.proposal/1`.
    pub fn json(&self, library: &Library) -> Bytes {
        let json = self.json.get_or_init(|| {
            serde_json::to_vec(&self.wire(library))
                .unwrap_or_default()
                .into()
        });
        json.clone()
    }

    /// It as the API tells it.
    pub fn wire<'p>(&'p self, library: &'p Library) -> ProposalWire<'p> {
        let clearance = wire::Clearance {
            level: self.clearance.level().word(),
            assumed: false,
            advice: self.advice.clone(),
        };
        let usual = Usual {
            request: self.request.clone(),
            unheeded: self.unheeded.clone(),
        };
        let page = self
            .plan
            .as_ref()
            .map(|plan| wire::PlanPage::new(library, &usual, clearance.clone(), plan));
        let routine = self.timeline.routine().filter(|_| self.plan.is_none());
        let routine = routine.and_then(|id| library.routine(id.as_str()));
        ProposalWire {
            schema: "unhunch.proposal/1",
            plan: page,
            routine: routine.map(|routine| wire::RoutineEntry::new(routine, library)),
            clearance,
            warnings: self.unheeded.iter().map(Unheeded::says).collect(),
            day: self.day,
            asked: &self.asked,
            timeline: &self.timeline,
            seal: &self.seal,
        }
    }
}

/// Why nothing was planned.
fn no_plan(error: NoPlan) -> Problem {
    let kind = match &error {
        NoPlan::Bad(_) => Kind::Invalid,
        NoPlan::NotCleared(_) => Kind::NotCleared,
        NoPlan::NothingFits(_) => Kind::NothingFits,
    };
    Problem::new(kind, error.to_string())
}

/// Why something may not be played, technique by technique.
pub(crate) fn left_out(library: &Library, refused: &Refused) -> Problem {
    match refused {
        Refused::LeftOut(omitted) => {
            let all: Vec<String> = omitted.iter().map(|one| one.says(library)).collect();
            let says = format!("it cannot be played as it is; {}", all.join("; "));
            Problem::new(Kind::LeftOut, says)
        }
        Refused::Bad(bad) => Problem::new(Kind::Invalid, bad.to_string()),
        Refused::NotCleared(_) => Problem::new(Kind::NotCleared, refused.to_string()),
    }
}
