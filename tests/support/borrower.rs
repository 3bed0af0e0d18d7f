//! Somebody with a phone: a session, and a fresh key for every command.

use crate::line::{Asked, Line, Reply, method_word};
use chrono::NaiveDate;
use shared::api::{
    Empty, Endpoint, SendCode, SendCodeRequest, SessionView, SignIn, SignInRequest,
    SimulatedMessages, address, as_of, path,
};
use shared::api::{Problem, ReadSimulatedMessages};

/// A person at one device.
#[derive(Clone, Debug)]
pub struct Borrower<L> {
    /// How their requests travel.
    pub line: L,
    /// Their mobile number.
    pub mobile: String,
    /// The session cookie, once signed in.
    pub cookie: Option<String>,
    device: &'static str,
    commands: u32,
}

impl<L: Line> Borrower<L> {
    /// A person with this number, not signed in.
    pub fn new(line: L, mobile: &str) -> Self {
        Self::at_device(line, mobile, "phone")
    }

    /// The same person at a device with its own keys.
    pub fn at_device(line: L, mobile: &str, device: &'static str) -> Self {
        Self { line, mobile: mobile.to_owned(), cookie: None, device, commands: 0 }
    }

    /// The request of an endpoint, with everything a real client sends along.
    pub fn asked<E: Endpoint>(&mut self, identifiers: &[&str], request: &E::Request) -> Asked {
        self.commands += 1;
        let key = format!("{}-{}-{}", self.mobile, self.device, self.commands);
        self.asked_with_key::<E>(&key, identifiers, request)
    }

    /// The same under a key of our choice.
    ///
    /// # Panics
    /// When the request cannot be written as JSON.
    pub fn asked_with_key<E: Endpoint>(
        &self,
        key: &str,
        identifiers: &[&str],
        request: &E::Request,
    ) -> Asked {
        let word = method_word(E::METHOD);
        let address =
            if word == "GET" { address::<E>(identifiers, request) } else { path::<E>(identifiers) };
        let mut asked = Asked::new(word, address);
        if ["POST", "PUT"].contains(&word) {
            asked = asked.json(serde_json::to_vec(request).expect("a request is JSON"));
        }
        if E::IDEMPOTENT {
            asked = asked.header("idempotency-key", key);
        }
        match &self.cookie {
            Some(cookie) => asked.header("cookie", cookie),
            None => asked,
        }
    }

    /// Asks and returns whatever comes back.
    pub async fn try_asking<E: Endpoint>(
        &mut self,
        identifiers: &[&str],
        request: &E::Request,
    ) -> Reply {
        let asked = self.asked::<E>(identifiers, request);
        self.line.send(asked).await
    }

    /// Asks and expects to be served.
    ///
    /// # Panics
    /// When refused.
    pub async fn ask<E: Endpoint>(
        &mut self,
        identifiers: &[&str],
        request: &E::Request,
    ) -> E::Response {
        let reply = self.try_asking::<E>(identifiers, request).await;
        assert!(reply.is_success(), "{} refused: {}", E::PATH, reply.text());
        reply.json()
    }

    /// Asks how something stood at the end of a past day.
    ///
    /// # Panics
    /// When refused.
    pub async fn ask_as_of<E: Endpoint<Request = Empty>>(
        &mut self,
        identifiers: &[&str],
        day: NaiveDate,
    ) -> E::Response {
        let reply = self.try_asking_as_of::<E>(identifiers, day).await;
        assert!(reply.is_success(), "{} refused: {}", E::PATH, reply.text());
        reply.json()
    }

    /// Asks how something stood at the end of a day, and returns whatever comes back.
    pub async fn try_asking_as_of<E: Endpoint<Request = Empty>>(
        &mut self,
        identifiers: &[&str],
        day: NaiveDate,
    ) -> Reply {
        const { assert!(E::DATED, "the endpoint can be asked for a past day") };
        let mut asked = self.asked::<E>(identifiers, &Empty {});
        asked.path = as_of(asked.path, day);
        self.line.send(asked).await
    }

    /// Asks and expects to be refused.
    ///
    /// # Panics
    /// When served.
    pub async fn refused<E: Endpoint>(
        &mut self,
        identifiers: &[&str],
        request: &E::Request,
    ) -> Problem {
        self.try_asking::<E>(identifiers, request).await.problem()
    }

    /// The code in the newest message the simulator holds for this number.
    ///
    /// # Panics
    /// When there is none.
    pub async fn read_code(&mut self) -> String {
        let request = SendCodeRequest { mobile: self.mobile.clone() };
        let asked = self.asked::<ReadSimulatedMessages>(&[], &request);
        let inbox: SimulatedMessages = self.line.send(asked).await.json();
        let code = inbox.messages.into_iter().find_map(|message| message.code);
        code.expect("a code was sent")
    }

    /// Asks for a code and returns it.
    pub async fn receive_code(&mut self) -> String {
        let request = SendCodeRequest { mobile: self.mobile.clone() };
        self.ask::<SendCode>(&[], &request).await;
        self.read_code().await
    }

    /// Signs in with `code` and keeps the cookie.
    ///
    /// # Panics
    /// When refused, or given no cookie.
    pub async fn sign_in_with(&mut self, code: &str) -> SessionView {
        let request = SignInRequest { mobile: self.mobile.clone(), code: code.to_owned() };
        let reply = self.try_asking::<SignIn>(&[], &request).await;
        assert!(reply.is_success(), "cannot sign in: {}", reply.text());
        let cookie = reply.header("set-cookie").expect("a session starts with a cookie");
        self.cookie = cookie.split(';').next().map(str::to_owned);
        reply.json()
    }

    /// Signs in from the beginning.
    pub async fn sign_in(&mut self) -> SessionView {
        let code = self.receive_code().await;
        self.sign_in_with(&code).await
    }
}
