//! The edge: where to listen, the runtime, the signals.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};

use crate::connections::{self, Limits};
use crate::state::{App, Setup};

/// How many connections may wait to be taken.
const BACKLOG: u32 = 4096;
/// How often is looked for pages that went away without a word.
const ROUND: Duration = Duration::from_secs(30);
/// Threads that plan, and that read out whole journals.
const ASIDE: usize = 2;

/// Where to listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listen {
    /// The address; with port 0 the system chooses a port.
    pub address: SocketAddr,
}

/// Why the server did not run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Something that cannot be asked.
    #[error("{0}")]
    Usage(String),
    /// Something that did not work.
    #[error("{0}")]
    Failed(String),
}

impl Listen {
    /// The usual address.
    pub const USUAL: &str = "127.0.0.1:7171";

    /// An address and a port, such as `127.0.0.1:7171`; `localhost` stands for `127.0.0.1`.
    ///
    /// # Errors
    ///
    /// [`Failure::Usage`] for what is no address, and for one that other computers could reach.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let spelled = match text.strip_prefix("localhost:") {
            Some(port) => format!("127.0.0.1:{port}"),
            None => text.to_owned(),
        };
        let address: SocketAddr = spelled.parse().map_err(|_| {
            Failure::Usage(format!(
                "{text} is no address to listen on; name one with its port, such as {}",
                Self::USUAL
            ))
        })?;
        let own = match address.ip() {
            IpAddr::V4(ip) => ip == Ipv4Addr::LOCALHOST,
            IpAddr::V6(ip) => ip == Ipv6Addr::LOCALHOST,
        };
        if !own {
            return Err(Failure::Usage(format!(
                "{text} could be reached from other computers, and this server knows one person and no \
                 passwords; listen on 127.0.0.1 or [::1] (hosting for several people comes separately)"
            )));
        }
        Ok(Self { address })
    }
}

/// Serves until SIGTERM or SIGINT. `ready` is told the address once it is listened on; the port of the
/// setup is set to it.
///
/// # Errors
///
/// When the address cannot be listened on, the journal not be opened, or the system gives no thread.
pub fn run(setup: Setup, listen: Listen, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    let limits = Limits::of_system();
    // One thread answers. What takes long is done by others, and an answer is there in a part of a millisecond: a
    // second one would mostly wait, be woken to look around, and have memory of its own.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(ASIDE)
        .thread_name("server")
        .enable_all()
        .build()
        .map_err(|error| Failure::Failed(format!("the server cannot begin: {error}")))?;
    let done = runtime.block_on(async move {
        let (listener, address) = bind(listen)?;
        let app = App::new(Setup {
            port: address.port(),
            ..setup
        })
        .map_err(|error| Failure::Failed(error.message))?;
        let ends = told_to_end()?;
        tokio::spawn(rounds(app.clone()));
        ready(address);
        tracing::info!(%address, "listening");
        connections::serve(app, listener, limits, ends).await;
        tracing::info!("ended");
        Ok(())
    });
    // What is being computed for nobody any more is not waited for.
    runtime.shutdown_timeout(Duration::from_millis(200));
    done
}

/// Lets go of sessions whose pages went away without a word.
async fn rounds(app: App) {
    let mut round = tokio::time::interval(ROUND);
    loop {
        round.tick().await;
        let done = app.keeper().write(|desk| {
            let now = desk.diary.now().timestamp();
            desk.live.let_go_of_silent(now);
            Ok(())
        });
        if let Err(problem) = done.await {
            tracing::warn!(kind = problem.kind.word(), "the journal gave no answer");
        }
    }
}

/// Listens, and says where.
///
/// # Errors
///
/// When the address cannot be listened on; the message says what to do.
pub(crate) fn bind(listen: Listen) -> Result<(TcpListener, SocketAddr), Failure> {
    let address = listen.address;
    let bound = || {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4()?,
            SocketAddr::V6(_) => TcpSocket::new_v6()?,
        };
        if cfg!(unix) {
            // A port that was served on a moment ago can be served on again.
            socket.set_reuseaddr(true)?;
        }
        socket.bind(address)?;
        let listener = socket.listen(BACKLOG)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    bound().map_err(|error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            let next = address.port().checked_add(1).unwrap_or(7171);
            let other = SocketAddr::new(address.ip(), next);
            Failure::Failed(format!(
                "another program listens on {address} already, perhaps unhunch itself; open \
                 http://{address} in a browser, or choose another port, such as --listen {other}"
            ))
        }
        std::io::ErrorKind::PermissionDenied => Failure::Failed(format!(
            "the system does not let this program listen on {address}; choose a port above 1023"
        )),
        _ => Failure::Failed(format!("{address} cannot be listened on: {error}")),
    })
}

/// Ends with the first SIGTERM or SIGINT.
#[cfg(unix)]
pub(crate) fn told_to_end() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |error| Failure::Failed(format!("the system tells of no signals: {error}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends with the first Ctrl-C.
#[cfg(not(unix))]
pub(crate) fn told_to_end() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Nothing tells; whoever started it ends it.
            std::future::pending::<()>().await;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_is_listened_to() {
        for fine in ["127.0.0.1:7171", "[::1]:80", "localhost:0", Listen::USUAL] {
            assert!(Listen::parse(fine).is_ok(), "{fine}");
        }
        for (bad, says) in [
            (
                "0.0.0.0:7171",
                "hosting for several people comes separately",
            ),
            ("[::]:7171", "hosting for several people comes separately"),
            ("192.168.0.2:80", "could be reached from other computers"),
            ("127.0.0.1", "is no address to listen on"),
            ("example.org:80", "is no address to listen on"),
            ("", "is no address to listen on"),
        ] {
            let Err(Failure::Usage(error)) = Listen::parse(bad) else {
                panic!("{bad} is refused as usage");
            };
            assert!(error.contains(says), "{error}");
        }
    }
}
