//! A person at a browser: looks, presses keys, waits.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::served::Served;

/// How often something is looked for that should come soon, and how long it is between two looks.
const LOOKS: u32 = 600;
const BETWEEN: Duration = Duration::from_millis(30);

/// How the browser shows things.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    pub calm: bool,
}

impl Looks {
    pub(crate) const PHONE: Self = Self {
        width: 390,
        height: 844,
        dark: false,
        calm: false,
    };
}

/// A person at a browser, with a server of their own.
pub(crate) struct Seat {
    pub served: Served,
    client: Client,
    /// The guard of the driver.
    driver: Child,
    _profile: TempDir,
}

/// A command of Chromium's own.
#[derive(Debug)]
struct Devtools(Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.0.to_string()))
    }
}

impl Seat {
    /// Opens a browser on a server of its own, with the clock that tests move.
    pub(crate) async fn new(looks: Looks) -> Self {
        Self::with(looks, "").await
    }

    /// The same, with a script of the test's own that runs before any of the page's.
    pub(crate) async fn with(looks: Looks, script: &str) -> Self {
        let served = Served::start();
        let profile = tempfile::tempdir().unwrap();
        let (driver, port) = driver(profile.path());
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,1000",
            &format!("--user-data-dir={}", profile.path().display()),
        ];
        let capabilities = json!({
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("an object");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("Chromium begins");
        let seat = Self {
            served,
            client,
            driver,
            _profile: profile,
        };
        let clock = std::fs::read_to_string(here("tests/browser/clock.js")).unwrap();
        let source = json!({"source": format!("{clock}\n{script}")});
        seat.devtools("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
        seat.look(looks).await;
        seat
    }

    pub(crate) async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let command = Devtools(json!({"cmd": command, "params": parameters}));
        self.client.issue_cmd(command).await.unwrap()
    }

    pub(crate) async fn look(&self, looks: Looks) {
        let size = json!({
            "width": looks.width,
            "height": looks.height,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
        let feature = |name: &str, value: &str| json!({"name": name, "value": value});
        let scheme = if looks.dark { "dark" } else { "light" };
        let motion = if looks.calm {
            "reduce"
        } else {
            "no-preference"
        };
        let features = json!({"features": [
            feature("prefers-color-scheme", scheme),
            feature("prefers-reduced-motion", motion),
        ]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Goes to a page.
    pub(crate) async fn go(&self, path: &str) {
        let url = format!("{}{path}", self.served.base);
        self.client.goto(&url).await.unwrap();
    }

    /// Goes to a page of another server.
    pub(crate) async fn visit(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    pub(crate) async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Where it is.
    pub(crate) async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// The value of an expression in the page.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        let script = format!("return {expression}");
        self.client.execute(&script, Vec::new()).await.unwrap()
    }

    /// What statements in the page return that take time.
    pub(crate) async fn awaited(&self, statements: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => {{ {statements} }})().then(done, (error) => done(`failed: ${{error.stack}}`));"
        );
        self.client
            .execute_async(&script, Vec::new())
            .await
            .unwrap()
    }

    /// The text of an element.
    pub(crate) async fn text(&self, id: &str) -> String {
        let text = self
            .value(&format!(
                "document.getElementById('{id}')?.textContent ?? ''"
            ))
            .await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits, in real time, until an expression is true.
    pub(crate) async fn until(&self, expression: &str) {
        for _ in 0..LOOKS {
            let script = format!("try {{ return Boolean({expression}) }} catch {{ return false }}");
            // While a page is left, nothing can be asked.
            let is = self.client.execute(&script, Vec::new()).await;
            if matches!(is, Ok(Value::Bool(true))) {
                return;
            }
            tokio::time::sleep(BETWEEN).await;
        }
        let page = self.value("document.body.innerText").await;
        let (at, log) = (self.path().await, self.log().await);
        panic!("never came: {expression}\nat {at}\n{page}\n{log:?}");
    }

    /// Lets time pass, in the server and in the page.
    pub(crate) async fn advance(&self, ms: i64) {
        self.served.advance(ms);
        let done = self.awaited(&format!("await virtual.advance({ms})")).await;
        assert!(done.is_null(), "{done}");
    }

    /// The computer sleeps.
    pub(crate) async fn sleep(&self, ms: i64) {
        self.served.advance(ms);
        self.value(&format!("virtual.sleep({ms})")).await;
    }

    /// Lets time pass, a second after the other, until an expression is true.
    pub(crate) async fn advance_until(&self, expression: &str, most_s: i64) {
        for _ in 0..most_s {
            if self.value(&format!("Boolean({expression})")).await == json!(true) {
                return;
            }
            self.advance(1000).await;
        }
        panic!("did not come within {most_s} s: {expression}");
    }

    /// Lets time pass until the page leads on by itself.
    pub(crate) async fn led_on(&self, to: &str) {
        self.comes(&format!("location.pathname.startsWith('{to}')"))
            .await;
    }

    /// Lets time pass until an expression is true, on whatever page is there by then.
    pub(crate) async fn comes(&self, expression: &str) {
        for _ in 0..200 {
            let script = format!("try {{ return Boolean({expression}) }} catch {{ return false }}");
            // The page may be left while it is asked.
            let is = self.client.execute(&script, Vec::new()).await;
            if matches!(is, Ok(Value::Bool(true))) {
                return;
            }
            let ask = "void globalThis.virtual?.advance(500)";
            let _ = self.client.execute(ask, Vec::new()).await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let page = self.value("document.body.innerText").await;
        panic!("it never came: {expression}\n{page}");
    }

    /// Presses a key.
    async fn key(&self, key: char) {
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Presses keys, one after the other.
    pub(crate) async fn press(&self, keys: &str) {
        for key in keys.chars() {
            self.key(key).await;
        }
        self.awaited("await virtual.settle()").await;
    }

    /// Goes on with Tab until what has the focus matches a selector.
    pub(crate) async fn tab_to(&self, selector: &str) {
        for _ in 0..250 {
            let is = self
                .value(&format!("document.activeElement.matches(`{selector}`)"))
                .await;
            if is == json!(true) {
                return;
            }
            self.press(TAB).await;
        }
        panic!("Tab never came to {selector}");
    }

    /// What the browser complained of.
    pub(crate) async fn log(&self) -> Vec<String> {
        #[derive(Debug)]
        struct Log;
        impl WebDriverCompatibleCommand for Log {
            fn endpoint(
                &self,
                base: &url::Url,
                session: Option<&str>,
            ) -> Result<url::Url, url::ParseError> {
                base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
            }

            fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
                let wanted = json!({"type": "browser"});
                (axum::http::Method::POST, Some(wanted.to_string()))
            }
        }
        let log = self.client.issue_cmd(Log).await.unwrap_or_default();
        let rows = log.as_array().cloned().unwrap_or_default();
        let severe = rows.iter().filter(|row| row["level"] == "SEVERE");
        severe
            .filter_map(|row| row["message"].as_str().map(str::to_owned))
            .collect()
    }

    /// Answers the check: nothing to report.
    pub(crate) async fn checked(&self) {
        self.go("/check").await;
        let path = "return fetch('/check', {method: 'POST', body: new URLSearchParams({answer: 'none'})})\
                    .then((answer) => answer.status)";
        assert_eq!(self.awaited(path).await, json!(200));
    }

    /// Begins a session of a routine and is at its player.
    pub(crate) async fn at_player(&self, routine: &str) {
        self.checked().await;
        self.go(&format!("/ready?routine={routine}")).await;
        self.value("document.querySelector('form.ready').requestSubmit()")
            .await;
        self.until("location.pathname.startsWith('/play/') && document.getElementById('begin') && !document.getElementById('begin').hidden")
            .await;
    }

    /// Presses Start, and is in the middle of the session.
    pub(crate) async fn start(&self) {
        self.press(ENTER).await;
        self.until("document.getElementById('player').dataset.state === 'running'")
            .await;
    }

    /// Chooses in the dialog that lies over the page.
    pub(crate) async fn choose(&self, value: &str) {
        let button = format!("document.querySelector('#over[open] button[value=\"{value}\"]')");
        self.until(&button).await;
        self.value(&format!("{button}.click()")).await;
    }

    /// Presses Start where the server is not asked, says how much it hurts, and is in the middle of the session.
    pub(crate) async fn start_alone(&self, pain: &str) {
        self.press(ENTER).await;
        self.choose(pain).await;
        self.until("document.getElementById('player').dataset.state === 'running'")
            .await;
    }

    /// Everything that was done is in the journal of the server.
    pub(crate) async fn sent(&self) {
        let nothing = "document.body.dataset.unsent === '0'";
        self.until(nothing).await;
        // What was just done may not be among what is to be sent yet.
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.until(nothing).await;
    }

    /// Leaves.
    pub(crate) async fn leave(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // The guard ends the driver and the browser, here as when the test is killed.
        drop(self.driver.stdin.take());
        let _ = self.driver.wait();
    }
}

pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const RIGHT: &str = "\u{e014}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const TAB: &str = "\u{e004}";

/// A file of this crate.
pub(crate) fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs the driver until nobody holds the other end of its input any more, however the test ended: killed from outside
/// too. Then whatever is left of its group (the browser) goes with it.
const GUARD: &str = r#"
chromedriver --port="$1" < /dev/null &
read -r _
rm -rf "$2"
kill -s KILL -- -$$
"#;

/// Starts a driver on a port of its own.
fn driver(profile: &Path) -> (Child, u16) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let driver = Command::new("sh")
        .args(["-c", GUARD, "guard", &port.to_string()])
        .arg(profile)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env("TZ", "UTC")
        .spawn()
        .expect("a shell");
    let listens = || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok();
    let up = (0..LOOKS).any(|_| {
        std::thread::sleep(BETWEEN);
        listens()
    });
    assert!(
        up,
        "the pages are tested in Chromium, whose driver does not listen; install both, on Debian with: \
         apt-get install chromium chromium-driver"
    );
    (driver, port)
}
