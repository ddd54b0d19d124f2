//! Connections: taken, waited for, served, and let go of.
//!
//! Three things cost differently. A connection that says nothing costs its socket, and there may be very many
//! of them. One that speaks costs buffers, and there are so many that memory stays small; whoever comes when
//! all are taken waits for a moment, while those that rest are closed, and is turned away with a word after
//! that. And a request that is answered has its own limits (module `guard`). Nothing waits for ever.

use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use crate::guard::Front;
use crate::patient::Patient;
use crate::state::App;

/// How long a client may take to say its first word.
const SILENT: Duration = Duration::from_secs(120);
/// How long a client may take to send the head of a request, and to ask again on the same connection.
const HEAD: Duration = Duration::from_secs(10);
/// How long a client waits at most when all that may be served are.
const QUEUE: Duration = Duration::from_secs(5);
/// How long a client may take nothing of what it is sent.
const STALLED: Duration = Duration::from_secs(20);
/// How long answers that have begun may take once the server is told to end.
const DRAIN: Duration = Duration::from_secs(4);
/// The largest head of a request, and the largest buffer of a connection, in bytes.
const BUFFER: usize = 32 * 1024;
/// Connections that speak.
const SERVED: usize = 512;
/// Connections in all.
const OPEN: u64 = 16_384;
/// Files that the program needs for itself: the journal, locks, what the runtime has.
const OWN_FILES: u64 = 64;
/// What is said to who is turned away.
const TURNED_AWAY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\nconnection: close\r\n\
    content-length: 0\r\n\r\n";

/// How many connections there may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    open: usize,
    served: usize,
}

impl Limits {
    /// As many as the system gives files for; it is asked for more first.
    pub(crate) fn of_system() -> Self {
        let open = files().saturating_sub(OWN_FILES).clamp(16, OPEN);
        let open = usize::try_from(open).unwrap_or(16);
        Self {
            open,
            served: SERVED.min(open),
        }
    }
}

/// How many files this process may have open, raised as far as it may raise it.
#[cfg(unix)]
fn files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = OPEN + OWN_FILES;
    let most = maximum.map_or(wanted, |most| most.min(wanted));
    match current {
        Some(current) if current < most => {
            let raised = Rlimit {
                current: Some(most),
                maximum,
            };
            match setrlimit(Resource::Nofile, raised) {
                Ok(()) => most,
                Err(_) => current,
            }
        }
        Some(current) => current,
        None => wanted,
    }
}

/// How many files this process may have open.
#[cfg(not(unix))]
fn files() -> u64 {
    4096
}

/// What all connections are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Told {
    /// Who rests is closed; counts up.
    make_room: u64,
    /// The server ends.
    end: bool,
}

/// What every connection has at hand.
struct Hall {
    app: App,
    front: Arc<Front>,
    http: hyper::server::conn::http1::Builder,
    served: Semaphore,
    tell: watch::Sender<Told>,
}

/// Answers on a socket until `ends`, and lets what has begun come to its end.
pub(crate) async fn serve(
    app: App,
    listener: TcpListener,
    limits: Limits,
    ends: impl Future<Output = ()>,
) {
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(BUFFER);
    let hall = Arc::new(Hall {
        front: Arc::new(Front::new(app.clone())),
        app,
        http,
        served: Semaphore::new(limits.served),
        tell: watch::Sender::new(Told::default()),
    });
    let open = Arc::new(Semaphore::new(limits.open));
    let mut ends = std::pin::pin!(ends);
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Too many files, or a client that went away: the next one may do better.
                    tracing::warn!(%error, "a connection was not taken");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut ends => break,
        };
        let Ok(place) = Arc::clone(&open).try_acquire_owned() else {
            // There is not even a file left to say so at length.
            drop(stream);
            continue;
        };
        let hall = Arc::clone(&hall);
        tokio::spawn(async move {
            hall.app.metrics().connections().inc();
            hall.attend(stream).await;
            hall.app.metrics().connections().dec();
            drop(place);
        });
    }
    drop(listener);
    hall.tell.send_modify(|told| told.end = true);
    let all = u32::try_from(limits.open).unwrap_or(u32::MAX);
    if tokio::time::timeout(DRAIN, open.acquire_many(all))
        .await
        .is_err()
    {
        tracing::warn!("some connections were broken off");
    }
}

impl Hall {
    /// One connection, from its first word to its end.
    async fn attend(&self, mut stream: TcpStream) {
        let mut told = self.tell.subscribe();
        if told.borrow_and_update().end {
            return;
        }
        // Until it speaks it costs nothing but its socket. That a socket is readable may be a guess, so its first
        // byte is looked at.
        let mut first = [0];
        let spoke = tokio::select! {
            spoke = tokio::time::timeout(SILENT, stream.peek(&mut first)) => matches!(spoke, Ok(Ok(1))),
            _ = told.wait_for(|told| told.end) => false,
        };
        if !spoke {
            return;
        }
        let place = match self.served.try_acquire() {
            Ok(place) => place,
            Err(_) => {
                self.tell.send_modify(|told| told.make_room += 1);
                match tokio::time::timeout(QUEUE, self.served.acquire()).await {
                    Ok(Ok(place)) => place,
                    _ => {
                        // Who is turned away may not be listening; nobody waits for that.
                        let word = stream.write_all(TURNED_AWAY);
                        let _ = tokio::time::timeout(Duration::from_secs(1), word).await;
                        return;
                    }
                }
            }
        };
        // Who only waits shall not hold the room that this takes.
        Box::pin(self.converse(stream, told)).await;
        drop(place);
    }

    /// Requests and answers, until the client has enough, is too slow, or has to make room.
    async fn converse(&self, stream: TcpStream, mut told: watch::Receiver<Told>) {
        // Answers are small and whole; they are not held back for more.
        let _ = stream.set_nodelay(true);
        let front = Arc::clone(&self.front);
        let stream = Patient::new(stream, STALLED);
        let mut connection =
            std::pin::pin!(self.http.serve_connection(TokioIo::new(stream), front));
        told.mark_unchanged();
        if told.borrow().end {
            connection.as_mut().graceful_shutdown();
        }
        loop {
            tokio::select! {
                // A client that breaks off is its own affair.
                _ = &mut connection => return,
                changed = told.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    // Who rests is closed at once, who is being answered after that.
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
    }
}
