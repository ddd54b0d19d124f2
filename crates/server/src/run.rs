//! The edge: the socket, the signals, the runtime.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket};
use tower::ServiceExt as _;

use crate::router;
use crate::state::{App, Setup};

/// How long a client may take to send the head of a request, and to ask again on the same connection.
const HEAD: Duration = Duration::from_secs(15);
/// How long answers that have begun may take once the server is told to end.
const DRAIN: Duration = Duration::from_secs(4);
/// How many connections may wait to be taken.
const BACKLOG: u32 = 4096;

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
            IpAddr::V4(ip) => ip == std::net::Ipv4Addr::LOCALHOST,
            IpAddr::V6(ip) => ip == std::net::Ipv6Addr::LOCALHOST,
        };
        if !own {
            return Err(Failure::Usage(format!(
                "{text} could be reached from other computers, and this server knows one person and no \
                 passwords; listen on 127.0.0.1 or [::1] (serving several people, with accounts, comes separately)"
            )));
        }
        Ok(Self { address })
    }
}

/// Serves until SIGTERM or SIGINT. `ready` is told the address once it is listened on; the port of the setup is
/// set to it.
///
/// # Errors
///
/// When the address cannot be listened on, the journal not be opened, or the system gives no thread.
pub fn run(setup: Setup, listen: Listen, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(2)
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
        ready(address);
        serve(app, listener).await
    });
    // What is being computed for nobody any more is not waited for.
    runtime.shutdown_timeout(Duration::from_millis(200));
    done
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
        std::io::ErrorKind::AddrInUse => Failure::Failed(format!(
            "another program listens on {address} already, perhaps unhunch itself; open \
             http://{address} or choose another port, such as --listen {}:{}",
            address.ip(),
            address.port().checked_add(1).unwrap_or(7171)
        )),
        std::io::ErrorKind::PermissionDenied => Failure::Failed(format!(
            "the system does not let this program listen on {address}; choose a port above 1023"
        )),
        _ => Failure::Failed(format!("{address} cannot be listened on: {error}")),
    })
}

/// Answers on a socket until SIGTERM or SIGINT, and lets what has begun come to its end.
///
/// # Errors
///
/// When the system tells of no signals.
pub(crate) async fn serve(app: App, listener: TcpListener) -> Result<(), Failure> {
    let mut ends = std::pin::pin!(told_to_end()?);
    let service = router(app);
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let open = GracefulShutdown::new();
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
        let service =
            service
                .clone()
                .map_request(|request: hyper::Request<hyper::body::Incoming>| {
                    request.map(axum::body::Body::new)
                });
        let connection =
            http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A client that breaks off is its own affair.
            let _ = connection.await;
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(DRAIN, open.shutdown()).await;
    Ok(())
}

/// Ends with the first SIGTERM or SIGINT.
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
