//! The terminal as a picture: taken over, drawn on without flicker, and always given back.

use std::io::{self, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::frame::{Canvas, Row, Tone};
use crate::figure::Span;

/// Whether keys come one by one, unechoed.
static RAW: AtomicBool = AtomicBool::new(false);
/// Whether the other screen is shown.
static ALTERNATE: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back as it was; does nothing where that is so already.
fn restore() {
    // A terminal that is gone needs nothing back.
    if ALTERNATE.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let _ = queue!(
            out,
            SetAttribute(Attribute::Reset),
            Show,
            LeaveAlternateScreen
        );
        let _ = out.flush();
    }
    if RAW.swap(false, Ordering::SeqCst) {
        let _ = disable_raw_mode();
    }
}

/// Has a panic give the terminal back before it says anything.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            before(panic);
        }));
    });
}

/// Keys come one by one, unechoed, as long as this lives.
#[derive(Debug)]
pub(crate) struct Raw(());

impl Raw {
    /// Takes the keys.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be set so.
    pub(crate) fn new() -> io::Result<Self> {
        restore_on_panic();
        enable_raw_mode()?;
        RAW.store(true, Ordering::SeqCst);
        Ok(Self(()))
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        restore();
    }
}

/// A figure on the screen: its rows of styled characters, at the right edge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Beside {
    /// Its upper left corner.
    pub(super) at: (u16, u16),
    /// Its rows, each as wide as the figure.
    pub(super) rows: Vec<Vec<Span>>,
}

/// The whole terminal as a picture, as long as this lives.
#[derive(Debug)]
pub(super) struct Screen {
    shown: Vec<Row>,
    figure: Beside,
    size: (u16, u16),
    styled: bool,
    unicode: bool,
    _raw: Raw,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// When it cannot be set so.
    pub(super) fn new() -> io::Result<Self> {
        let raw = Raw::new()?;
        let choice = anstream::AutoStream::choice(&io::stdout());
        let mut screen = Self {
            shown: Vec::new(),
            figure: Beside::default(),
            size: (0, 0),
            styled: choice != anstream::ColorChoice::Never,
            unicode: unhunch_host::unicode::unicode(),
            _raw: raw,
        };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        let mut out = io::stdout();
        ALTERNATE.store(true, Ordering::SeqCst);
        queue!(out, EnterAlternateScreen, Hide, Clear(ClearType::All))?;
        out.flush()?;
        self.shown.clear();
        Ok(())
    }

    /// Its size now. Everything is drawn anew after a change.
    pub(super) fn canvas(&mut self) -> Canvas {
        // Terminals that do not tell get the usual size.
        let size = crossterm::terminal::size().unwrap_or((80, 24));
        if size != self.size {
            self.size = size;
            self.shown.clear();
        }
        Canvas {
            width: usize::from(size.0),
            height: usize::from(size.1),
            unicode: self.unicode,
            beside: 0,
        }
    }

    /// Draws everything anew next time.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
        self.size = (0, 0);
    }

    /// Shows a picture: only rows that changed are written, all in one go.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written.
    pub(super) fn draw(&mut self, rows: Vec<Row>, figure: Beside, ring: bool) -> io::Result<()> {
        let mut bytes = Vec::new();
        // A figure that moves away leaves nothing behind.
        if self.shown.is_empty()
            || self.figure.at != figure.at
            || self.figure.rows.len() != figure.rows.len()
        {
            queue!(bytes, Clear(ClearType::All))?;
            self.shown.clear();
            self.figure = Beside::default();
        }
        for (at, row) in rows.iter().enumerate() {
            if self.shown.get(at) == Some(row) {
                continue;
            }
            let Ok(line) = u16::try_from(at) else { break };
            queue!(bytes, MoveTo(0, line))?;
            let attribute = attribute(row.tone).filter(|_| self.styled);
            if let Some(attribute) = attribute {
                queue!(bytes, SetAttribute(attribute))?;
            }
            queue!(bytes, Print(&row.text))?;
            if attribute.is_some() {
                queue!(bytes, SetAttribute(Attribute::Reset))?;
            }
            let width = unicode_width::UnicodeWidthStr::width(row.text.as_str());
            let in_figure =
                line >= figure.at.1 && usize::from(line - figure.at.1) < figure.rows.len();
            if in_figure {
                // What is beside the figure is cleared, and the figure is not.
                let fill = usize::from(figure.at.0).saturating_sub(width);
                queue!(bytes, Print(" ".repeat(fill)))?;
            } else if width < usize::from(self.size.0) {
                // Clearing after a full row would eat its last sign on some terminals.
                queue!(bytes, Clear(ClearType::UntilNewLine))?;
            }
        }
        for (at, row) in figure.rows.iter().enumerate() {
            if self.figure.rows.get(at) == Some(row) {
                continue;
            }
            let Ok(line) = u16::try_from(at) else { break };
            queue!(bytes, MoveTo(figure.at.0, figure.at.1 + line))?;
            for span in row {
                write!(bytes, "{}{}{:#}", span.style, span.text, span.style)?;
            }
        }
        self.figure = figure;
        if ring {
            bytes.extend_from_slice(unhunch_host::Bell::RING.as_bytes());
        }
        self.shown = rows;
        if bytes.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        queue!(out, BeginSynchronizedUpdate)?;
        out.write_all(&bytes)?;
        queue!(out, EndSynchronizedUpdate)?;
        out.flush()
    }

    /// Gives the terminal back, lets the shell stop the process (Ctrl-Z), and takes it over again when
    /// the process goes on.
    ///
    /// # Errors
    ///
    /// When the process cannot be stopped, or the terminal not taken over again.
    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        enable_raw_mode()?;
        RAW.store(true, Ordering::SeqCst);
        self.enter()?;
        self.forget();
        Ok(())
    }
}

fn attribute(tone: Tone) -> Option<Attribute> {
    match tone {
        Tone::Plain => None,
        Tone::Strong => Some(Attribute::Bold),
        Tone::Faint => Some(Attribute::Dim),
        Tone::Alarm => Some(Attribute::Reverse),
    }
}
