//! What the people who run an installation may set: `institution.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use shared::desk::{Duty, Officer, OnDuty};
use shared::identifier::Mobile;
use shared::money::Money;

use crate::adapters::Party;

/// The file written on first start, with every setting explained.
const DEFAULT_FILE: &str = include_str!("institution.toml");

/// The longest reading time an institution may ask for, in seconds.
const READING_SECONDS_MAX: u32 = 600;

/// The longest time a verification may count as fresh, in minutes.
const STEP_UP_MINUTES_MAX: u16 = 60;

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read or written.
    #[error("cannot use {path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not the TOML we expect.
    #[error("{path} is not valid")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// The lender's address or telephone is empty.
    #[error("the lender's address and hotline must not be empty: they stand in the agreement")]
    LenderMissing,
    /// `reading_seconds` is out of range.
    #[error("reading_seconds must be between 0 and {READING_SECONDS_MAX}")]
    ReadingSeconds,
    /// `step_up.minutes` is out of range.
    #[error("step_up.minutes must be between 1 and {STEP_UP_MINUTES_MAX}")]
    StepUpMinutes,
    /// A real authority without the root certificate to check it by.
    #[error("the address of the {0} service is set: name its root certificate under [trust]")]
    TrustMissing(Party),
    /// Two people of the bank with one number or one mobile, or one who cannot be listed so.
    #[error("staff {number:?}: {what}")]
    Staff {
        /// Staff number as written.
        number: String,
        /// What to write instead.
        what: &'static str,
    },
    /// A production installation without a real address for a service.
    #[error("in production mode the address of the {0} service must be set")]
    ServiceMissing(Party),
}

/// Whether outside parties are real.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Simulators stand in for outside parties, visibly.
    Demonstration,
    /// Only real services; cookies need HTTPS.
    Production,
}

/// The institution that runs this installation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// Where the lender is found; its name is in the catalogue.
    pub lender: LenderContact,
    /// Whether outside parties are real.
    pub mode: Mode,
    /// Seconds the cost sheet must be on display before it can be acknowledged.
    #[serde(default = "default_reading_seconds")]
    pub reading_seconds: u32,
    /// Quotes one address may have recorded in a minute; zero means any number.
    #[serde(default = "default_quotes_per_minute")]
    pub quotes_per_minute: u32,
    /// Whether a proxy of our own stands in front and tells where requests come from.
    #[serde(default)]
    pub behind_proxy: bool,
    /// When somebody signed in must show again who they are.
    #[serde(default)]
    pub step_up: StepUp,
    /// From this limit it has to be seen that whoever signs is the applicant; nothing for never.
    #[serde(default = "default_face_check_from", deserialize_with = "amount_or_never")]
    pub face_check_from: Option<Money>,
    /// Signing in by passkey.
    #[serde(default)]
    pub passkeys: Passkeys,
    /// The key the payment rail signs its notices with; empty means one that follows from the
    /// installation's secret.
    #[serde(default)]
    pub payment_notice_key: String,
    /// Addresses of outside parties; empty means the built-in simulator.
    #[serde(default)]
    pub services: Services,
    /// Root certificates of the authorities, where they are real.
    #[serde(default)]
    pub trust: TrustFiles,
    /// People of the bank who work at the desk.
    #[serde(default)]
    pub staff: Vec<StaffMember>,
}

/// A person of the bank who works at the desk, signing in with their own mobile.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffMember {
    /// Staff number (工号), which stays the same for good.
    pub number: String,
    /// Name as borrowers and colleagues read it.
    pub name: String,
    /// Mobile number, which signs in at the desk and nowhere else.
    pub mobile: String,
    /// What they are there for.
    pub duties: Vec<Duty>,
}

/// When somebody signed in must show again who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepUp {
    /// Minutes a verification, or signing in with a code, counts as fresh.
    pub minutes: u16,
    /// Draws above this amount ask for it; signing always does.
    pub draw_above: Money,
}

impl Default for StepUp {
    fn default() -> Self {
        Self { minutes: 10, draw_above: Money::from_fen(5_000_000) }
    }
}

/// Signing in by passkey.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Passkeys {
    /// The address people type to come here, `https://…`. Empty: `http://localhost` in a
    /// demonstration, no passkeys in production.
    pub origin: String,
}

/// Where the lender is found, as the agreement says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LenderContact {
    /// Its address in Chinese.
    pub address_zh: String,
    /// Its address in English.
    pub address_en: String,
    /// The telephone number for service and complaints.
    pub hotline: String,
}

/// Base addresses of the outside parties that have one; the built-in simulator stands in for the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "BTreeMap<Party, String>")]
pub struct Services(BTreeMap<Party, String>);

impl From<BTreeMap<Party, String>> for Services {
    /// An address left empty is none.
    fn from(written: BTreeMap<Party, String>) -> Self {
        let trimmed = written.into_iter().map(|(party, address)| {
            let address = address.trim().trim_end_matches('/').to_owned();
            (party, address)
        });
        Self(trimmed.filter(|(_, address)| !address.is_empty()).collect())
    }
}

impl Services {
    /// Where `party` is reached.
    pub fn address(&self, party: Party) -> Option<&str> {
        self.0.get(&party).map(String::as_str)
    }

    /// The same services, with `party` at `address`.
    #[must_use]
    pub fn with(mut self, party: Party, address: &str) -> Self {
        self.0.insert(party, address.to_owned());
        self
    }

    /// The first party without an address among those that are needed.
    pub fn first_missing(&self, needed: impl Fn(Party) -> bool) -> Option<Party> {
        Party::ALL.iter().copied().find(|party| needed(*party) && !self.0.contains_key(party))
    }
}

/// Files of root certificates, PEM or DER, in the data folder; empty where the simulator stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TrustFiles {
    /// The certification authority's root.
    pub certification: String,
    /// The time-stamping authority's root.
    pub timestamp: String,
}

/// The mobile of the demonstration's officer, which production refuses: it is nobody's we know.
const DEMONSTRATION_MOBILE: &str = "19900000001";

impl StaffMember {
    /// The officer of a demonstration, labelled as such.
    fn demonstration() -> Self {
        Self {
            number: "8001".to_owned(),
            name: "演示客户经理".to_owned(),
            mobile: DEMONSTRATION_MOBILE.to_owned(),
            duties: vec![Duty::Decide, Duty::Visit, Duty::Pool],
        }
    }

    fn check(&self, mode: Mode, others: &[Self]) -> Result<(), ConfigError> {
        let wrong = |what| Err(ConfigError::Staff { number: self.number.clone(), what });
        if self.number.trim().is_empty() || self.name.trim().is_empty() {
            return wrong("write a number and a name");
        }
        if self.mobile.parse::<Mobile>().is_err() {
            return wrong("write a mobile number of 11 digits");
        }
        if self.duties.is_empty() {
            return wrong("write at least one duty: decide, visit, pool");
        }
        if mode == Mode::Production && self.mobile == DEMONSTRATION_MOBILE {
            return wrong("remove the demonstration's officer in production mode");
        }
        let clashes = |other: &Self| other.number == self.number || other.mobile == self.mobile;
        if others.iter().any(clashes) {
            return wrong("somebody before has the same number or mobile");
        }
        Ok(())
    }
}

const fn default_quotes_per_minute() -> u32 {
    120
}

const fn default_reading_seconds() -> u32 {
    10
}

#[expect(clippy::unnecessary_wraps, reason = "serde wants the field's type")]
const fn default_face_check_from() -> Option<Money> {
    Some(Money::from_fen(500_000_000))
}

/// An amount; an empty text is none.
fn amount_or_never<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Money>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.trim().parse().map(Some).map_err(D::Error::custom)
}

/// Whether an institution that sees its signers from this limit needs `party`: all but, where it never does,
/// whoever compares faces.
fn needs(face_check_from: Option<Money>, party: Party) -> bool {
    party != Party::Face || face_check_from.is_some()
}

impl Institution {
    /// A demonstration institution, as written on first start.
    pub fn demonstration() -> Self {
        Self {
            lender: LenderContact {
                address_zh: "四川省泸州市江阳区示范路1号".to_owned(),
                address_en: "1 Shifan Road, Jiangyang, Luzhou, Sichuan".to_owned(),
                hotline: "95000-0000".to_owned(),
            },
            mode: Mode::Demonstration,
            reading_seconds: default_reading_seconds(),
            quotes_per_minute: default_quotes_per_minute(),
            behind_proxy: false,
            step_up: StepUp::default(),
            face_check_from: default_face_check_from(),
            passkeys: Passkeys::default(),
            payment_notice_key: String::new(),
            services: Services::default(),
            trust: TrustFiles::default(),
            staff: vec![StaffMember::demonstration()],
        }
    }

    /// The person of the bank whose mobile this is, if it is one's.
    pub fn on_duty(&self, mobile: &str) -> Option<OnDuty> {
        let member = self.staff.iter().find(|member| member.mobile == mobile)?;
        let officer = Officer { number: member.number.clone(), name: member.name.clone() };
        Some(OnDuty { officer, duties: member.duties.clone() })
    }

    /// Reads `institution.toml` in `folder`, writing the default file when there is none.
    ///
    /// # Errors
    /// [`ConfigError`] when the file cannot be read or a setting is out of range.
    pub fn load(folder: &Path) -> Result<Self, ConfigError> {
        let path = folder.join("institution.toml");
        if !path.exists() {
            std::fs::write(&path, DEFAULT_FILE)
                .map_err(|source| ConfigError::File { path: path.clone(), source })?;
        }
        let text = std::fs::read_to_string(&path)
            .map_err(|source| ConfigError::File { path: path.clone(), source })?;
        Self::parse(&text).map_err(|error| match error {
            ParseError::Toml(source) => ConfigError::Unreadable { path, source },
            ParseError::Setting(error) => error,
        })
    }

    fn parse(text: &str) -> Result<Self, ParseError> {
        let institution: Self =
            toml::from_str(text).map_err(|source| ParseError::Toml(Box::new(source)))?;
        institution.check().map_err(ParseError::Setting)?;
        Ok(institution)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let lender = &self.lender;
        if [&lender.address_zh, &lender.address_en, &lender.hotline]
            .iter()
            .any(|text| text.trim().is_empty())
        {
            return Err(ConfigError::LenderMissing);
        }
        if self.reading_seconds > READING_SECONDS_MAX {
            return Err(ConfigError::ReadingSeconds);
        }
        if !(1..=STEP_UP_MINUTES_MAX).contains(&self.step_up.minutes) {
            return Err(ConfigError::StepUpMinutes);
        }
        let needed = |party| needs(self.face_check_from, party);
        if self.mode == Mode::Production
            && let Some(party) = self.services.first_missing(needed)
        {
            return Err(ConfigError::ServiceMissing(party));
        }
        let roots = [
            (Party::Certification, &self.trust.certification),
            (Party::Timestamp, &self.trust.timestamp),
        ];
        let is_half = |(party, root): &(Party, &String)| {
            self.services.address(*party).is_none() != root.is_empty()
        };
        if let Some((party, _)) = roots.into_iter().find(is_half) {
            return Err(ConfigError::TrustMissing(party));
        }
        for (index, member) in self.staff.iter().enumerate() {
            member.check(self.mode, &self.staff[..index])?;
        }
        Ok(())
    }
}

/// Why a text is not an institution: before the file's path is known.
enum ParseError {
    Toml(Box<toml::de::Error>),
    Setting(ConfigError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_written_on_first_start_reads_back_as_the_demonstration_institution() {
        assert!(
            matches!(Institution::parse(DEFAULT_FILE), Ok(read) if read == Institution::demonstration())
        );
    }

    #[test]
    fn every_party_has_its_line_in_the_file_and_an_unknown_one_is_refused_with_the_names() {
        for party in Party::ALL {
            assert!(DEFAULT_FILE.contains(&format!("\n{party} = \"\"")), "{party}");
        }
        let misspelt = DEFAULT_FILE.replace("\ncourt =", "\ncourts =");
        let Err(ParseError::Toml(error)) = Institution::parse(&misspelt) else { panic!("read") };
        assert!(error.to_string().contains("write one of tax, registry"), "{error}");
        let set = DEFAULT_FILE.replace("court = \"\"", "court = \" https://court.example/v1/ \"");
        let read = Institution::parse(&set).ok().expect("a valid file");
        assert_eq!(read.services.address(Party::Court), Some("https://court.example/v1"));
        assert_eq!(read.services.address(Party::Tax), None);
    }

    #[test]
    fn production_without_real_services_and_unknown_settings_are_refused() {
        let production = DEFAULT_FILE.replace("mode = \"demonstration\"", "mode = \"production\"");
        assert!(matches!(
            Institution::parse(&production),
            Err(ParseError::Setting(ConfigError::ServiceMissing(Party::Tax)))
        ));
        let misspelt = DEFAULT_FILE.replace("reading_seconds = 10", "reading_second = 10");
        assert!(matches!(Institution::parse(&misspelt), Err(ParseError::Toml(_))));
    }

    #[test]
    fn from_which_limit_a_signer_is_seen_is_an_amount_or_never_and_then_nobody_need_compare_faces()
    {
        let read = |text: &str| Institution::parse(text).ok().map(|read| read.face_check_from);
        let written = "face_check_from = \"5000000.00\"";
        let with = |other: &str| read(&DEFAULT_FILE.replace(written, other));
        assert_eq!(read(DEFAULT_FILE), Some(Some(Money::from_fen(500_000_000))));
        assert_eq!(with(""), Some(default_face_check_from()), "left out is not switched off");
        assert_eq!(with("face_check_from = \"\""), Some(None));
        assert_eq!(with("face_check_from = \"plenty\""), None);
        let others = Party::ALL.iter().filter(|party| **party != Party::Face);
        let services = others.fold(Services::default(), |services, party| {
            services.with(*party, "https://party.example")
        });
        let missing = |from| {
            let needed = |party| needs(from, party);
            services.first_missing(needed)
        };
        assert_eq!(missing(default_face_check_from()), Some(Party::Face));
        assert_eq!(missing(None), None);
    }

    fn staff_refused(change: impl Fn(&str) -> String) -> &'static str {
        match Institution::parse(&change(DEFAULT_FILE)) {
            Err(ParseError::Setting(ConfigError::Staff { what, .. })) => what,
            Err(ParseError::Toml(_)) => "unreadable",
            _ => "accepted",
        }
    }

    #[test]
    fn people_of_the_bank_are_told_apart_and_the_demonstration_s_never_works_in_production() {
        let twice = |text: &str| {
            let staff = text.find("\n[[staff]]").map_or("", |at| &text[at..]);
            [text, "\n", staff].concat()
        };
        assert!(staff_refused(twice).contains("same number"));
        let without = |what: &'static str, with: &'static str| {
            staff_refused(move |text: &str| text.replace(what, with))
        };
        assert!(without("19900000001", "1990000").contains("11 digits"));
        assert!(without(r#"duties = ["decide", "visit", "pool"]"#, "duties = []").contains("duty"));
        assert_eq!(without(r#""pool"]"#, r#""everything"]"#), "unreadable");
        let production = |text: &str| {
            Party::ALL
                .iter()
                .fold(text.to_owned(), |text, party| {
                    let (empty, real) =
                        (format!("\n{party} = \"\""), format!("\n{party} = \"https://x\""));
                    text.replace(&empty, &real)
                })
                .replace("mode = \"demonstration\"", "mode = \"production\"")
        };
        assert!(staff_refused(production).contains("demonstration"));
        let nobody = |text: &str| {
            let text = production(text);
            text.find("\n[[staff]]").map_or(text.clone(), |at| text[..at].to_owned())
        };
        assert_eq!(staff_refused(nobody), "accepted");
    }
}
