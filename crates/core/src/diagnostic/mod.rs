//! One type for every fault in content, whoever finds it and however it is shown.
//!
//! A [`Diagnostic`] belongs to a [`Rule`] (its stable code and its explanation) and points at places
//! in the source texts. Finding faults is `content`'s work; showing them is [`render`]'s.

pub mod render;
mod source;

pub use source::{FileId, LineColumn, SourceFile, SourceSet, Span};

use serde::Serialize;

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The content set cannot be used until it is mended.
    Error,
    /// The content set can be used; somebody should look.
    Warning,
}

impl Severity {
    /// The word that people read: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A kind of fault: its stable code, how bad it is, and what an author should know about it.
#[derive(Debug)]
pub struct Rule {
    /// Stable kebab-case code, never reused for another meaning.
    pub code: &'static str,
    /// How bad a fault of this kind is.
    pub severity: Severity,
    /// One line: what the rule asks for.
    pub title: &'static str,
    /// Markdown: why the rule exists, and how to mend what it finds.
    pub explanation: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// A place in a source file, with what to say beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Which file.
    pub file: FileId,
    /// Which bytes of it.
    pub span: Span,
    /// What to write beside the underline; may be empty.
    pub text: String,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of fault.
    pub rule: &'static Rule,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// The file, for faults that concern the whole of it (unreadable, missing).
    pub file: FileId,
    /// Where it is wrong: `None` when the fault concerns the whole file.
    pub span: Option<Span>,
    /// What to write beside the primary underline; may be empty.
    pub label: String,
    /// Further places that explain the fault.
    pub labels: Vec<Label>,
    /// What to write instead, or what to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A fault of `rule` at `span` of `file`.
    pub fn new(rule: &'static Rule, file: FileId, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            file,
            span: Some(span),
            label: String::new(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// A fault of `rule` that concerns the whole of `file`.
    pub fn whole_file(rule: &'static Rule, file: FileId, message: impl Into<String>) -> Self {
        Self {
            span: None,
            ..Self::new(rule, file, Span::default(), message)
        }
    }

    /// Writes `text` beside the primary underline.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, file: FileId, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            file,
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says what to do about it, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}

/// Puts faults in the order in which a person reads: by file, place, then code.
pub fn sort(diagnostics: &mut [Diagnostic], sources: &SourceSet) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| d.span.map_or(0, |span| span.start);
        sources
            .path(a.file)
            .cmp(sources.path(b.file))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.rule.code.cmp(b.rule.code))
            .then_with(|| a.message.cmp(&b.message))
    });
}

/// True when at least one of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}
