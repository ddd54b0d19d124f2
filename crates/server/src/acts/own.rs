//! Routines of the person's own: kept from what was wished, given another name, taken away.

use serde::Deserialize;
use unhunch_core::journal::{Body, Entry, SavedRoutine};
use unhunch_core::routine::Routine;
use utoipa::ToSchema;
use uuid::Uuid;

use super::begin::own_id;
use super::wishes::Wishes;
use crate::keeper::Desk;
use crate::problem::{Kind, Outcome, Problem, not_found};
use crate::state::App;

/// A routine to be kept.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// Its id, a UUIDv7, where the client makes it up; sending the same again changes nothing.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// What the person calls it: 1 to 60 characters, as no other of theirs is called.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// What is wished: what is planned for it is kept as it is.
    pub wishes: Wishes,
}

/// All of them, the one that was saved last first.
fn kept(desk: &Desk) -> Outcome<Vec<SavedRoutine>> {
    Ok(desk.diary.journal.saved_routines(desk.diary.person)?)
}

fn one(desk: &Desk, id: Uuid) -> Outcome<(SavedRoutine, Vec<SavedRoutine>)> {
    let all = kept(desk)?;
    let found = all.iter().find(|one| one.id == id).cloned();
    let found = found.ok_or_else(|| not_found("there is no such routine"))?;
    Ok((found, all))
}

/// Where a name that a routine cannot have is told.
pub(crate) const NAME: &str = "/name";

/// The name, held to what names may be and to those of the others.
fn named(name: &str, all: &[SavedRoutine], own: Option<Uuid>) -> Outcome<String> {
    SavedRoutine::name(name, all, own).map_err(|bad| Problem::invalid(NAME, bad.to_string()))
}

/// What an id was given to already: the same routine, or something else.
fn taken(desk: &Desk, id: Uuid, name: &str) -> Outcome<Option<SavedRoutine>> {
    if desk.diary.journal.entry(id)?.is_none() {
        return Ok(None);
    }
    let same = kept(desk)?.into_iter().find(|one| one.id == id);
    same.filter(|one| one.is_called(name))
        .map(Some)
        .ok_or_else(|| {
            let says = "this id is another entry's; make up a new one";
            Problem::new(Kind::Conflict, says).at("/id")
        })
}

impl App {
    /// The person's own routines, the one that was saved last first.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub async fn own_routines(&self) -> Outcome<Vec<SavedRoutine>> {
        self.keeper().read(|desk| kept(desk)).await
    }

    /// One of them.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`] when there is no such routine.
    pub async fn own_routine(&self, id: Uuid) -> Outcome<SavedRoutine> {
        self.keeper().read(move |desk| Ok(one(desk, id)?.0)).await
    }

    /// Keeps what is planned for some wishes under a name; the routine, and whether it is new.
    ///
    /// # Errors
    ///
    /// Why nothing is planned ([`App::propose`]), [`Kind::Conflict`] when the id is taken, or the field that has a
    /// value which it may not have.
    pub async fn keep_routine(&self, keep: Keep) -> Outcome<(SavedRoutine, bool)> {
        let Keep { id, name, wishes } = keep;
        if let Some(id) = id {
            own_id("/id", id)?;
            let name = name.clone();
            let there = self
                .keeper()
                .read(move |desk| taken(desk, id, &name))
                .await?;
            if let Some(there) = there {
                return Ok((there, false));
            }
        }
        let proposal = self.propose(&wishes).await.map_err(|problem| {
            let pointer = problem.pointer.clone();
            match pointer {
                Some(at) => problem.at(format!("/wishes{at}")),
                None => problem,
            }
        })?;
        self.keep_named(id, name, proposal.routine.clone()).await
    }

    /// Keeps a routine that was proposed under a name; as it is kept, and whether it is new.
    ///
    /// # Errors
    ///
    /// [`Kind::Conflict`] when the id is taken, or why it cannot have the name.
    pub(crate) async fn keep_named(
        &self,
        id: Option<Uuid>,
        name: String,
        routine: Routine,
    ) -> Outcome<(SavedRoutine, bool)> {
        self.keeper()
            .write(move |desk| {
                let id = match id {
                    Some(id) => match taken(desk, id, &name)? {
                        Some(there) => return Ok((there, false)),
                        None => id,
                    },
                    None => desk.diary.new_id()?,
                };
                let name = named(&name, &kept(desk)?, None)?;
                let body = SavedRoutine::saving(name, &routine);
                let entry = Entry::new(id, desk.diary.person, None, &desk.diary.now(), body);
                desk.diary.journal.append(std::slice::from_ref(&entry))?;
                let saved = SavedRoutine::of(entry);
                let lost = || Problem::new(Kind::Internal, "what was kept is no routine");
                Ok((saved.ok_or_else(lost)?, true))
            })
            .await
    }

    /// Gives one another name.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`], or why it cannot have the name.
    pub async fn rename_routine(&self, id: Uuid, name: String) -> Outcome<SavedRoutine> {
        self.keeper()
            .write(move |desk| {
                let (found, all) = one(desk, id)?;
                let name = named(&name, &all, Some(id))?;
                if name == found.routine.name {
                    return Ok(found);
                }
                let body: Body = found.renaming(name);
                desk.diary.record(None, body)?;
                Ok(one(desk, id)?.0)
            })
            .await
    }

    /// Takes one away.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`].
    pub async fn remove_routine(&self, id: Uuid) -> Outcome<()> {
        self.keeper()
            .write(move |desk| {
                let (found, _) = one(desk, id)?;
                Ok(desk.diary.record(None, found.removing())?)
            })
            .await
    }
}
