//! The two forms of the check, asked key by key.

use unhunch_core::content::{Level, Question, SafetyFile};
use unhunch_core::safety::{Answers, Due, Form, assess, level_text, with_number};

use super::keys::{Key, Person};
use crate::error::Failure;
use crate::output::{Paper, name};

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answered {
    /// In short form: nothing is new.
    NothingNew,
    /// In full form.
    Full(Answers),
}

/// How a person left before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// By a key, or the end of input.
    Quit,
    /// By Ctrl-C, or the process was told to end.
    Interrupted,
}

/// Asks the form that is due.
///
/// # Errors
///
/// When the terminal cannot be read. Leaving is the inner `Err`.
pub(crate) fn ask(
    safety: &SafetyFile,
    due: Due,
    number: Option<&str>,
    person: &mut impl Person,
) -> Result<Result<Answered, Left>, Failure> {
    let mut talk = Talk {
        safety,
        number,
        person,
    };
    match due.form {
        Form::Short => talk.short(),
        Form::Full => talk.full(),
    }
}

/// The signs of every level, the most serious first, under what each level asks for.
pub(crate) fn signs(paper: &mut Paper, safety: &SafetyFile, number: Option<&str>) {
    for level in [Level::Emergency, Level::Urgent, Level::SeeProfessional] {
        let mut questions = safety
            .questions
            .iter()
            .filter(|one| one.level.value == level)
            .peekable();
        let (Some(_), Some(text)) = (questions.peek(), level_text(safety, level)) else {
            continue;
        };
        paper.heading(&text.title.value);
        paper.paragraph(2, &with_number(safety, &text.says.value, number));
        for question in questions {
            paper.item(2, "- ", &question.ask.value);
        }
    }
}

type Talked<T> = Result<Result<T, Left>, Failure>;

struct Talk<'a, P> {
    safety: &'a SafetyFile,
    number: Option<&'a str>,
    person: &'a mut P,
}

impl<P: Person> Talk<'_, P> {
    fn full(&mut self) -> Talked<Answered> {
        let mut paper = Paper::new();
        paper.heading(&self.safety.title.value);
        paper.paragraph(0, &self.safety.intro.value);
        signs(&mut paper, self.safety, self.number);
        paper.gap();
        keys(
            &mut paper,
            &[
                ('n', "none of these"),
                ('o', "go one by one"),
                ('q', "leave"),
            ],
        );
        self.person.show(&paper);
        match self.choice(&['n', 'o', 'y'])? {
            Ok('n') => Ok(Ok(Answered::Full(Answers::none_of(self.safety)))),
            Ok(_) => self.one_by_one(),
            Err(left) => Ok(Err(left)),
        }
    }

    fn short(&mut self) -> Talked<Answered> {
        let mut paper = Paper::new();
        paper.heading(&self.safety.title.value);
        paper.paragraph(0, &self.safety.short_ask.value);
        signs(&mut paper, self.safety, self.number);
        paper.gap();
        keys(
            &mut paper,
            &[
                ('n', "nothing new"),
                ('y', "something is new"),
                ('q', "leave"),
            ],
        );
        self.person.show(&paper);
        match self.choice(&['n', 'y'])? {
            Ok('n') => Ok(Ok(Answered::NothingNew)),
            Ok(_) => self.one_by_one(),
            Err(left) => Ok(Err(left)),
        }
    }

    /// Question by question, until no answer can make it more serious.
    fn one_by_one(&mut self) -> Talked<Answered> {
        let mut paper = Paper::new();
        paper.gap();
        keys(
            &mut paper,
            &[
                ('y', "yes"),
                ('n', "no"),
                ('b', "the question before"),
                ('q', "leave"),
            ],
        );
        self.person.show(&paper);
        let questions = &self.safety.questions;
        let mut answers = Answers::new();
        let mut at = 0;
        while let Some(question) = questions.get(at) {
            self.put(at, question);
            let letter = match self.choice(&['y', 'n', 'b'])? {
                Ok(letter) => letter,
                Err(left) if self.settled(&answers) => {
                    // A sign that stops everything counts whatever else is open.
                    let _ = left;
                    break;
                }
                Err(left) => return Ok(Err(left)),
            };
            if letter == 'b' {
                at = at.saturating_sub(1);
                continue;
            }
            answers.answer(&question.id.value, letter == 'y');
            let reached = assess(self.safety, &answers).level;
            let worse_is_open = questions
                .iter()
                .skip(at + 1)
                .any(|later| later.level.value > reached);
            if reached >= Level::Urgent && !worse_is_open {
                break;
            }
            at += 1;
        }
        Ok(Ok(Answered::Full(answers)))
    }

    fn settled(&self, answers: &Answers) -> bool {
        assess(self.safety, answers).level >= Level::Urgent
    }

    fn put(&mut self, at: usize, question: &Question) {
        let mut paper = Paper::new();
        let of = self.safety.questions.len();
        paper.item(
            0,
            &format!("{:>2}/{of}  ", at + 1),
            &format!("{}? (y/n)", question.ask.value),
        );
        self.person.show(&paper);
    }

    /// Waits for one of some letters; others are passed over.
    fn choice(&mut self, letters: &[char]) -> Talked<char> {
        loop {
            let key = self.person.key().map_err(|error| {
                Failure::failed(format!("the terminal cannot be read: {error}"))
            })?;
            match key {
                Key::Letter('q') | Key::Leave => return Ok(Err(Left::Quit)),
                Key::Interrupt => return Ok(Err(Left::Interrupted)),
                Key::Letter(letter) if letters.contains(&letter) => return Ok(Ok(letter)),
                Key::Letter(_) => {}
            }
        }
    }
}

/// One line that says what the keys do.
fn keys(paper: &mut Paper, keys: &[(char, &str)]) {
    let each: Vec<String> = keys
        .iter()
        .map(|(key, does)| format!("{} = {does}", name(&key.to_string())))
        .collect();
    paper.line(each.join("   "));
}

#[cfg(test)]
mod tests;
