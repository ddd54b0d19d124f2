//! The worker's part in a session: its beginning, its entries, its end.

use super::*;

impl Worker {
    /// Begins what was proposed, if the journal still allows it.
    pub(super) fn begin(
        &mut self,
        proposal: Proposal,
        pain: Option<u8>,
    ) -> Result<Begun, NoProposal> {
        let library = self.library;
        self.ground = None;
        let readings = readings(&proposal, pain);
        let today = self.diary.now().date();
        let standing = planning::standing(library, &self.diary, today)?;
        if standing
            .due_with(library.safety(), pain.map(u32::from), today)
            .is_some()
        {
            // Recorded as the day's, so that every surface knows why the check is due.
            let daily = readings.into_iter().map(|reading| {
                Body::Pain(PainReading {
                    when: When::Daily,
                    ..reading
                })
            });
            self.record(None, daily.collect()).map_err(no)?;
            return Err(check_first("the safety check comes first"));
        }
        self.held(&standing, &proposal.wishes, &proposal.timeline)?;
        let beginning = started(&proposal.timeline, asked(&proposal.request))
            .map_err(|error| no(format!("the session cannot be written: {error}")))?;
        let session = self.diary.new_id()?;
        let mut outbox = Outbox::default();
        outbox.add(beginning);
        for reading in readings {
            outbox.add(Body::Pain(reading));
        }
        let playing = Playing::take(&self.diary.folder, session);
        // What cannot be written down does not begin.
        outbox.write(&mut self.diary, session)?;
        self.current = Some(Current {
            session,
            outbox,
            playing,
        });
        Ok(Begun {
            session,
            title: proposal.timeline.name().to_owned(),
            recorder: Recorder::new(&proposal.timeline),
            player: Player::new(proposal.timeline),
            voice: self.voice()?,
        })
    }

    /// Holds what is to be played to the check and the flags of today.
    pub(super) fn held(
        &self,
        standing: &Standing,
        wishes: &Wishes,
        timeline: &unhunch_core::timeline::Timeline,
    ) -> Result<(), NoProposal> {
        let library = self.library;
        let today = self.diary.now().date();
        let Some(clearance) = standing.clearance() else {
            return Err(check_first("the safety check comes first"));
        };
        let usual = planning::usual(library, Some(&self.diary), today, wishes.minutes)?;
        let request = wishes.over(library, usual.request);
        plan::admit_timeline(library, clearance, &request, timeline)
            .map_err(|refused| no(refusal(library, &refused)))
    }

    pub(super) fn voice(&self) -> Result<bool, Error> {
        let Profile { voice, .. } = planning::profile(Some(&self.diary))?;
        Ok(voice == Some(true))
    }

    pub(super) fn resume(&mut self) -> Result<Begun, NoProposal> {
        let today = self.diary.now().date();
        let standing = planning::standing(self.library, &self.diary, today)?;
        if standing.clearance().is_none() {
            return Err(check_first("the safety check comes first"));
        }
        let Some(open) = self.earlier()?.0 else {
            return Err(no("no session was broken off"));
        };
        let resumed = resume(&open).map_err(|broken| no(broken.to_string()))?;
        // Whatever was wished then: today's positions do not take away what was begun.
        let everywhere = Wishes {
            positions: Some(
                self.library
                    .vocabulary()
                    .positions
                    .iter()
                    .map(|one| one.id.value.clone())
                    .collect(),
            ),
            intensity: unhunch_core::content::Intensity::Strong,
            ..Wishes::default()
        };
        self.held(&standing, &everywhere, &resumed.timeline)?;
        let Some((open, playing)) = self.diary.take(open)? else {
            return Err(no("it is played in another terminal; finish it there"));
        };
        // As it stands now that nobody else plays it.
        let resumed = resume(&open).map_err(|broken| no(broken.to_string()))?;
        let player = resumed.player().map_err(|fault| no(fault.to_string()))?;
        let session = open.summary.session;
        self.current = Some(Current {
            session,
            outbox: Outbox::default(),
            playing: Some(playing),
        });
        Ok(Begun {
            session,
            title: resumed.timeline.name().to_owned(),
            player,
            recorder: resumed.recorder,
            voice: self.voice()?,
        })
    }

    pub(super) fn discard(&mut self) -> Result<(), Error> {
        let Some(open) = self.earlier()?.0 else {
            return Ok(());
        };
        if let Some((open, playing)) = self.diary.take(open)? {
            self.diary
                .record(Some(open.summary.session), abandoned(&open))?;
            playing.over();
        }
        Ok(())
    }

    pub(super) fn log(&mut self, bodies: Vec<Body>) -> Result<(), String> {
        self.ground = None;
        let Some(current) = &mut self.current else {
            return Ok(());
        };
        for body in bodies {
            current.outbox.add(body);
        }
        let written = current.outbox.write(&mut self.diary, current.session);
        written.map_err(|error| sentence(&error.message))
    }

    pub(super) fn over(&mut self) -> Vec<Message> {
        let Some(mut current) = self.current.take() else {
            return Vec::new();
        };
        if let Err(error) = current.outbox.write(&mut self.diary, current.session) {
            self.current = Some(current);
            return vec![Message::Logged(Err(sentence(&error.message)))];
        }
        let session = current.session;
        if let Some(playing) = current.playing {
            playing.over();
        }
        let mut said = vec![self.refresh()];
        said.extend(self.sum(session));
        said
    }
}

/// What was said of the pain before a session, for each area that was asked for.
fn readings(proposal: &Proposal, pain: Option<u8>) -> Vec<PainReading> {
    let Some(value) = pain else {
        return Vec::new();
    };
    let reading = |area, side| PainReading {
        value,
        area,
        side,
        when: When::Before,
    };
    let areas = &proposal.request.areas;
    if areas.is_empty() {
        return vec![reading(None, None)];
    }
    areas
        .iter()
        .map(|wanted| reading(Some(wanted.area.clone()), wanted.side))
        .collect()
}
