//! The worker: it owns the journal, and does what takes time, away from the drawing.
//!
//! It plans, too, and it is the last to say whether something may be played: a plan is made, and a session
//! begun, with the clearance that the journal gives at that moment, whatever a screen showed before.

mod session;

use std::borrow::Cow;

use jiff::civil::Date;
use unhunch_core::content::Library;
use unhunch_core::journal::{
    Body, Entry, OpenSession, PainReading, Profile, Query, SavedRoutine, SessionsQuery, When,
    read_effective,
};
use unhunch_core::person::{Standing, Usual};
use unhunch_core::phrase::sentence;
use unhunch_core::plan::{self, Refused};
use unhunch_core::player::Player;
use unhunch_core::progress::{Options, SessionSummary, progress};
use unhunch_core::routine::Routine;
use unhunch_core::session::{Recorder, abandoned, asked, end_of, places, resume, started};
use unhunch_core::timeline::compile;
use unhunch_host::{Diary, Error, Outbox, Playing, planning};
use uuid::Uuid;

use crate::theme::Choice;
use crate::work::{Begun, Job, Known, Message, Named, NoProposal, Proposal, Rating, Wishes};

/// Newest sessions that are read for their change in pain.
const NEWEST: usize = 20;
/// Weeks that are shown at most.
const WEEKS: usize = 53;
/// The file that keeps the choice of light and dark, in the data folder.
const THEME: &str = "theme";

/// The session that is being played.
#[derive(Debug)]
struct Current {
    session: Uuid,
    outbox: Outbox,
    playing: Option<Playing>,
}

/// What is known for planning, until something is written.
#[derive(Debug)]
struct Ground {
    today: Date,
    standing: Standing,
    usual: Usual,
}

/// Owns the journal.
#[derive(Debug)]
pub struct Worker {
    library: &'static Library,
    diary: Diary,
    current: Option<Current>,
    ground: Option<Ground>,
}

type Proposed = Result<Box<Proposal>, NoProposal>;

impl From<Error> for NoProposal {
    fn from(error: Error) -> Self {
        Self {
            says: sentence(&error.message),
            check: false,
        }
    }
}

fn no(says: impl AsRef<str>) -> NoProposal {
    NoProposal {
        says: sentence(says.as_ref()),
        check: false,
    }
}

fn check_first(says: &str) -> NoProposal {
    NoProposal {
        check: true,
        ..no(says)
    }
}

impl Worker {
    /// A worker on a journal.
    #[must_use]
    pub fn new(library: &'static Library, diary: Diary) -> Self {
        Self {
            library,
            diary,
            current: None,
            ground: None,
        }
    }

    /// The choice of light and dark that was kept in a data folder.
    #[must_use]
    pub fn theme(folder: &std::path::Path) -> Choice {
        let kept = std::fs::read_to_string(folder.join(THEME));
        kept.map_or(Choice::Auto, |word| Choice::from_word(&word))
    }

    /// Does a job; what it has to say.
    pub fn work(&mut self, job: Job) -> Vec<Message> {
        match job {
            Job::Refresh => vec![self.refresh()],
            Job::Plan {
                slot,
                number,
                wishes,
            } => {
                let answer = self.plan(&wishes);
                vec![Message::Planned {
                    slot,
                    number,
                    answer,
                }]
            }
            Job::Check(check) => {
                let done = self.record(None, vec![Body::SafetyChecked(check)]);
                vec![Message::Checked(done), self.refresh()]
            }
            Job::Begin { proposal, pain } => {
                let begun = self.begin(*proposal, pain);
                let failed = begun.is_err();
                let mut said = vec![Message::Begun(begun.map(Box::new))];
                if failed {
                    said.push(self.refresh());
                }
                said
            }
            Job::Resume => {
                let begun = self.resume();
                vec![Message::Begun(begun.map(Box::new)), self.refresh()]
            }
            Job::Discard => {
                let mut said = Vec::new();
                if let Err(error) = self.discard() {
                    said.push(Message::Failed(sentence(&error.message)));
                }
                said.push(self.refresh());
                said
            }
            Job::Log(bodies) => vec![Message::Logged(self.log(bodies))],
            Job::Over => self.over(),
            Job::Rate { session, rating } => self.rate(session, rating),
            Job::Sum(session) => self.sum(session).into_iter().collect(),
            Job::Keep { name, routine } => self.keep(|own| {
                let name = SavedRoutine::name(&name, own, None).map_err(|bad| bad.to_string())?;
                Ok(SavedRoutine::saving(name, &routine))
            }),
            Job::Rename { own: id, name } => self.keep(|own| {
                let name =
                    SavedRoutine::name(&name, own, Some(id)).map_err(|bad| bad.to_string())?;
                Ok(known(own, id)?.renaming(name))
            }),
            Job::Remove(id) => self.keep(|own| Ok(known(own, id)?.removing())),
            Job::Profile(profile) => {
                let done = self.record(None, vec![Body::ProfileSet(profile)]);
                let mut said: Vec<Message> = done.err().map(Message::Failed).into_iter().collect();
                said.push(self.refresh());
                said
            }
            Job::Theme(choice) => {
                let file = self.diary.folder.join(THEME);
                let kept = std::fs::write(file, format!("{}\n", choice.word()));
                let failed = |error| Message::Failed(format!("The theme was not kept: {error}."));
                kept.err().map(failed).into_iter().collect()
            }
        }
    }

    fn record(&mut self, session: Option<Uuid>, bodies: Vec<Body>) -> Result<(), String> {
        self.ground = None;
        let entries: Result<Vec<Entry>, Error> = bodies
            .into_iter()
            .map(|body| self.diary.entry(session, body))
            .collect();
        let appended = entries.and_then(|all| Ok(self.diary.journal.append(&all)?));
        appended
            .map(|_| ())
            .map_err(|error| sentence(&error.message))
    }

    fn refresh(&mut self) -> Message {
        match self.known() {
            Ok(known) => Message::Known(Box::new(known)),
            Err(error) => Message::Failed(sentence(&error.message)),
        }
    }

    fn known(&mut self) -> Result<Known, Error> {
        self.ground = None;
        let today = self.diary.now().date();
        let person = self.diary.person;
        let newest = self.diary.journal.sessions(&SessionsQuery {
            person,
            open: false,
            after: None,
            limit: Some(NEWEST),
        })?;
        let facts = self.diary.journal.facts(person)?;
        let options = Options {
            weeks: WEEKS,
            ..Options::default()
        };
        let (broken_off, elsewhere) = self.earlier()?;
        Ok(Known {
            today,
            profile: planning::profile(Some(&self.diary))?,
            standing: planning::standing(self.library, &self.diary, today)?,
            progress: progress(&facts, &newest, today, &options),
            facts,
            own: self.own()?,
            last: newest.into_iter().find(|one| !one.is_open()),
            broken_off,
            elsewhere,
        })
    }

    /// The session that was broken off and can be gone on with, and what is played elsewhere.
    fn earlier(&mut self) -> Result<(Option<OpenSession>, Option<String>), Error> {
        let own = self.current.as_ref().map(|one| one.session);
        let open = self.diary.open_sessions()?;
        let elsewhere = open.played.filter(|one| Some(one.session) != own);
        let elsewhere = elsewhere.map(|one| one.name);
        let Some(summary) = open.broken_off.filter(|one| Some(one.session) != own) else {
            return Ok((None, elsewhere));
        };
        let open = self.diary.journal.open_session(summary)?;
        if let Err(broken) = resume(&open) {
            // What cannot be gone on with is ended, so that it is not offered for ever.
            if let Some((open, playing)) = self.diary.take(open)? {
                let end = end_of(&open, &broken);
                self.diary.record(Some(open.summary.session), end)?;
                playing.over();
            }
            return Ok((None, elsewhere));
        }
        Ok((Some(open), elsewhere))
    }

    fn ground(&mut self) -> Result<&Ground, Error> {
        let today = self.diary.now().date();
        let fresh = match self.ground.take() {
            Some(ground) if ground.today == today => ground,
            _ => Ground {
                today,
                standing: planning::standing(self.library, &self.diary, today)?,
                usual: planning::usual(self.library, Some(&self.diary), today, 5)?,
            },
        };
        Ok(self.ground.insert(fresh))
    }

    fn plan(&mut self, wishes: &Wishes) -> Proposed {
        let library = self.library;
        let ground = self.ground()?;
        let Some(clearance) = ground.standing.clearance() else {
            return Err(check_first("the safety check comes first"));
        };
        let Usual { request, unheeded } = ground.usual.clone();
        let request = wishes.over(library, request);
        let (plan, mut routine) = match &wishes.routine {
            Some(named) => {
                let written = self.named(named)?;
                let admitted = plan::admit(library, clearance, &request, &written)
                    .map_err(|refused| no(refusal(library, &refused)))?;
                (None, admitted)
            }
            None => {
                let from = if wishes.swapped.is_empty() {
                    Cow::Borrowed(library)
                } else {
                    Cow::Owned(library.without(&wishes.swapped))
                };
                let plan = plan::plan(&from, clearance, &request)
                    .map_err(|error| no(error.to_string()))?;
                let routine = plan.routine.clone();
                (Some(plan), routine)
            }
        };
        routine
            .items
            .retain(|item| !wishes.dropped.contains(&item.technique));
        if routine.items.is_empty() {
            return Err(no("every technique is left out; u takes that back"));
        }
        let plan = plan.map(|mut plan| {
            plan.picks
                .retain(|pick| !wishes.dropped.contains(&pick.technique));
            plan
        });
        let timeline = compile(&routine, library).map_err(|error| no(error.to_string()))?;
        Ok(Box::new(Proposal {
            wishes: wishes.clone(),
            request,
            clearance,
            plan,
            routine,
            timeline,
            unheeded,
        }))
    }

    /// The routine that is asked for.
    fn named(&self, named: &Named) -> Result<Routine, NoProposal> {
        let gone = || no("there is no such routine any more");
        match named {
            Named::Written(id) => {
                let written = self.library.routine(id.as_str()).ok_or_else(gone)?;
                Ok(Routine::from_content(written, self.library))
            }
            Named::Own(id) => {
                let own = self.own()?.into_iter().find(|one| one.id == *id);
                Ok(own.ok_or_else(gone)?.routine)
            }
        }
    }

    /// The routines of the person's own.
    fn own(&self) -> Result<Vec<SavedRoutine>, Error> {
        Ok(self.diary.journal.saved_routines(self.diary.person)?)
    }

    /// Keeps, renames or takes away a routine of the person's own.
    fn keep(
        &mut self,
        change: impl FnOnce(&[SavedRoutine]) -> Result<Body, String>,
    ) -> Vec<Message> {
        let own = self.own().map_err(|error| error.message);
        let done = own
            .and_then(|own| change(&own))
            .map_err(|says| sentence(&says))
            .and_then(|body| self.record(None, vec![body]));
        let mut said: Vec<Message> = done.err().map(Message::Failed).into_iter().collect();
        said.push(self.refresh());
        said
    }

    fn entries(&self, session: Uuid) -> Result<Vec<Entry>, Error> {
        let query = Query {
            person: Some(self.diary.person),
            session: Some(session),
            ..Query::default()
        };
        Ok(read_effective(&*self.diary.journal, &query)?)
    }

    fn sum(&mut self, session: Uuid) -> Option<Message> {
        match self.entries(session) {
            Err(error) => Some(Message::Failed(sentence(&error.message))),
            Ok(entries) => Some(Message::Summed {
                summary: Box::new(SessionSummary::of(&entries)?),
                places: places(&entries),
            }),
        }
    }

    fn rate(&mut self, session: Uuid, rating: Rating) -> Vec<Message> {
        let spots = match self.entries(session) {
            Ok(entries) => places(&entries),
            Err(error) => return vec![Message::Failed(sentence(&error.message))],
        };
        let pains = rating.pain.into_iter().flat_map(|value| {
            spots.iter().map(move |(area, side)| {
                Body::Pain(PainReading {
                    value,
                    area: area.clone(),
                    side: *side,
                    when: When::After,
                })
            })
        });
        let felt = rating
            .felt
            .into_iter()
            .map(|(technique, felt)| Body::Feedback { technique, felt });
        let bodies: Vec<Body> = pains.chain(felt).collect();
        if bodies.is_empty() {
            return Vec::new();
        }
        let mut said: Vec<Message> = Vec::new();
        said.extend(
            self.record(Some(session), bodies)
                .err()
                .map(Message::Failed),
        );
        said.push(self.refresh());
        said.extend(self.sum(session));
        said
    }
}

/// One of the person's own routines.
fn known(own: &[SavedRoutine], id: Uuid) -> Result<&SavedRoutine, String> {
    let found = own.iter().find(|one| one.id == id);
    found.ok_or_else(|| "there is no such routine any more".to_owned())
}

/// Why something may not be played, technique by technique.
fn refusal(library: &Library, refused: &Refused) -> String {
    match refused {
        Refused::LeftOut(omitted) => {
            let all: Vec<String> = omitted.iter().map(|one| one.says(library)).collect();
            format!("it cannot be played as it is; {}", all.join("; "))
        }
        Refused::Bad(_) | Refused::NotCleared(_) => refused.to_string(),
    }
}
