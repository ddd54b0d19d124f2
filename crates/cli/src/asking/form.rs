//! The two forms of the check, asked key by key.

use unhunch_core::content::{Level, Question, SafetyFile};
use unhunch_core::person::Answered;
use unhunch_core::safety::{Answers, Due, Form, assess, level_text, with_number};

use super::keys::{Key, Person};
use crate::error::Failure;
use crate::output::{Paper, name};

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
fn signs(paper: &mut Paper, safety: &SafetyFile, number: Option<&str>, tight: bool) {
    for level in [Level::Emergency, Level::Urgent, Level::SeeProfessional] {
        let mut questions = safety
            .questions
            .iter()
            .filter(|one| one.level.value == level)
            .peekable();
        let (Some(_), Some(text)) = (questions.peek(), level_text(safety, level)) else {
            continue;
        };
        if tight {
            let all: Vec<&str> = questions.map(|one| one.ask.value.as_str()).collect();
            let title = text.title.value.as_str();
            paper.paragraph(0, &format!("{}: {}.", title.to_uppercase(), all.join("; ")));
            continue;
        }
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
        let choices = [
            ('n', "none of these"),
            ('o', "go one by one"),
            ('q', "leave"),
        ];
        match self.none(&self.safety.intro.value, &choices, &['n', 'o', 'y'])? {
            Ok(true) => Ok(Ok(Answered::Full(Answers::none_of(self.safety)))),
            Ok(false) => self.one_by_one(),
            Err(left) => Ok(Err(left)),
        }
    }

    fn short(&mut self) -> Talked<Answered> {
        let choices = [
            ('n', "nothing new"),
            ('y', "something is new"),
            ('q', "leave"),
        ];
        match self.none(&self.safety.short_ask.value, &choices, &['n', 'y'])? {
            Ok(true) => Ok(Ok(Answered::NothingNew)),
            Ok(false) => self.one_by_one(),
            Err(left) => Ok(Err(left)),
        }
    }

    /// Whether none of the signs is there: `n` says so, of each page.
    fn none(&mut self, ask: &str, choices: &[(char, &str)], letters: &[char]) -> Talked<bool> {
        for page in self.pages(ask, choices) {
            self.person.show(&page);
            match self.choice(letters)? {
                Ok('n') => {}
                Ok(_) => return Ok(Ok(false)),
                Err(left) => return Ok(Err(left)),
            }
        }
        Ok(Ok(true))
    }

    /// Every sign on one screen; closer together where the terminal is low; and where even that is more
    /// than it shows, in parts that it does: nobody is to say no to what has scrolled away.
    fn pages(&self, ask: &str, choices: &[(char, &str)]) -> Vec<Paper> {
        let rows = self.person.rows().unwrap_or(usize::MAX);
        for tight in [false, true] {
            let mut paper = Paper::new();
            paper.heading(&self.safety.title.value);
            paper.paragraph(0, ask);
            signs(&mut paper, self.safety, self.number, tight);
            if !tight {
                paper.gap();
            }
            keys(&mut paper, choices);
            if paper.lines() < rows {
                return vec![paper];
            }
        }
        let page = |at: usize, parts: &str, questions: &[Question]| {
            let mut paper = Paper::new();
            paper.heading(&format!("{} ({}/{parts})", self.safety.title.value, at + 1));
            if at == 0 {
                paper.paragraph(0, ask);
            }
            for question in questions {
                paper.item(0, "- ", &question.ask.value);
            }
            keys(&mut paper, choices);
            paper
        };
        let mut parts: Vec<&[Question]> = Vec::new();
        let mut rest = self.safety.questions.as_slice();
        while !rest.is_empty() {
            let fits = |count: &usize| {
                let questions = rest.get(..*count).unwrap_or_default();
                page(parts.len(), "99", questions).lines() < rows
            };
            // One at least, however low the terminal is.
            let count = (2..=rest.len()).take_while(fits).last().unwrap_or(1);
            let (part, later) = rest.split_at(count);
            parts.push(part);
            rest = later;
        }
        let count = parts.len().to_string();
        let each = parts.iter().enumerate();
        each.map(|(at, part)| page(at, &count, part)).collect()
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
                // A sign that stops everything counts whatever else is open.
                Err(_) if self.settled(&answers) => break,
                Err(left) => return Ok(Err(left)),
            };
            if letter == 'b' {
                at = at.saturating_sub(1);
                continue;
            }
            answers.answer(&question.id.value, letter == 'y');
            if answers.are_settled(self.safety) {
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
    paper.paragraph(0, &each.join("   "));
}

#[cfg(test)]
mod tests;
