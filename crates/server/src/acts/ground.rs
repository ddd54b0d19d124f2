//! What the journal says of the person today, read once until somebody writes.

use std::sync::Arc;

use jiff::civil::Date;
use unhunch_core::content::Level;
use unhunch_core::journal::Profile;
use unhunch_core::person::{Standing, Usual};
use unhunch_core::safety::{self, Clearance, Due, Form, Reason};
use unhunch_host::planning;

use crate::keeper::Desk;
use crate::problem::{Kind, Outcome, Problem};
use crate::state::App;

/// Minutes that a request begins with; a wish always says its own.
const MINUTES: u32 = 5;

/// What is known of the person, as the journal stood and on the day that it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// How far the journal had grown.
    pub stamp: u64,
    /// The person's own day.
    pub today: Date,
    /// Their profile.
    pub profile: Profile,
    /// Where they stand with the safety check.
    pub standing: Standing,
    /// What they ask for when they say nothing.
    pub usual: Usual,
}

impl App {
    /// What is known of the person now.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub async fn ground(&self) -> Outcome<Arc<Ground>> {
        self.keeper().read(recall).await
    }
}

impl Ground {
    /// The clearance of now.
    ///
    /// # Errors
    ///
    /// [`Kind::CheckDue`] while a check is due, and [`Kind::NotCleared`] when the last one leaves nothing.
    pub fn clearance(&self, library: &Content) -> Outcome<Clearance> {
        let number = self.profile.emergency_number.as_deref();
        cleared(library, &self.standing, self.standing.due, number)
    }

    /// The clearance of the last full check, though a short one may be due.
    ///
    /// # Errors
    ///
    /// As [`Ground::clearance`], while a full check is due.
    pub(crate) fn clearance_ahead(&self, library: &Content) -> Outcome<Clearance> {
        let number = self.profile.emergency_number.as_deref();
        let due = self.standing.due.filter(|due| due.form == Form::Full);
        cleared(library, &self.standing, due, number)
    }
}

/// The content, where only that is at hand.
pub(crate) type Content = unhunch_core::content::Library;

/// The clearance that a standing gives when `due` is what is due.
pub(crate) fn cleared(
    library: &Content,
    standing: &Standing,
    due: Option<Due>,
    emergency_number: Option<&str>,
) -> Outcome<Clearance> {
    if let Some(due) = due {
        let stopped = standing.past.full.as_ref().map(|full| full.level);
        if let (Reason::NotCleared, Some(level @ (Level::Urgent | Level::Emergency))) =
            (due.reason, stopped)
        {
            let advice = safety::advice(library.safety(), level, emergency_number);
            return Err(Problem::new(Kind::NotCleared, advice));
        }
        let says = format!(
            "the safety check comes first, because {}",
            due.reason.says()
        );
        return Err(Problem::new(Kind::CheckDue, says));
    }
    let level = standing.level.map(Clearance::recorded);
    level.ok_or_else(|| Problem::new(Kind::CheckDue, "the safety check comes first"))
}

/// What is known now: as it was read last, unless the journal has grown or the day has changed.
pub(crate) fn recall(desk: &mut Desk) -> Outcome<Arc<Ground>> {
    let today = desk.diary.now().date();
    let stamp = desk.diary.journal.stamp()?;
    if let Some(ground) = &desk.ground
        && ground.stamp == stamp
        && ground.today == today
    {
        return Ok(Arc::clone(ground));
    }
    let fresh = Arc::new(Ground {
        stamp,
        today,
        profile: planning::profile(Some(&desk.diary))?,
        standing: planning::standing(desk.library, &desk.diary, today)?,
        usual: planning::usual(desk.library, Some(&desk.diary), today, MINUTES)?,
    });
    desk.ground = Some(Arc::clone(&fresh));
    Ok(fresh)
}
