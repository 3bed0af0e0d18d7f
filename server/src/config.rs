//! What the people who run an installation may set: `institution.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use shared::desk::{Duty, Officer, OnDuty};
use shared::identifier::Mobile;

/// The file written on first start, with every setting explained.
const DEFAULT_FILE: &str = include_str!("institution.toml");

/// The longest reading time an institution may ask for, in seconds.
const READING_SECONDS_MAX: u32 = 600;

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
    /// A real authority without the root certificate to check it by.
    #[error("the address of the {0} service is set: name its root certificate under [trust]")]
    TrustMissing(&'static str),
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
    ServiceMissing(&'static str),
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

/// Base addresses of the outside parties; empty means the built-in simulator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Services {
    /// The tax bureau.
    pub tax: String,
    /// The business registry.
    pub registry: String,
    /// The credit bureau.
    pub credit: String,
    /// The agriculture registry (area, herd, subsidy).
    pub agriculture: String,
    /// The text message gateway.
    pub sms: String,
    /// The payment rail.
    pub payment: String,
    /// The certification authority.
    pub certification: String,
    /// The time-stamping authority (RFC 3161).
    pub timestamp: String,
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

impl Services {
    /// Every service with its name.
    pub fn named(&self) -> [(&'static str, &str); 8] {
        [
            ("tax", &self.tax),
            ("registry", &self.registry),
            ("credit", &self.credit),
            ("agriculture", &self.agriculture),
            ("sms", &self.sms),
            ("payment", &self.payment),
            ("certification", &self.certification),
            ("timestamp", &self.timestamp),
        ]
    }
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
        if self.mode == Mode::Production
            && let Some((name, _)) =
                self.services.named().into_iter().find(|(_, address)| address.is_empty())
        {
            return Err(ConfigError::ServiceMissing(name));
        }
        let roots = [
            ("certification", &self.services.certification, &self.trust.certification),
            ("timestamp", &self.services.timestamp, &self.trust.timestamp),
        ];
        if let Some((name, ..)) =
            roots.into_iter().find(|(_, address, root)| address.is_empty() != root.is_empty())
        {
            return Err(ConfigError::TrustMissing(name));
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
    fn production_without_real_services_and_unknown_settings_are_refused() {
        let production = DEFAULT_FILE.replace("mode = \"demonstration\"", "mode = \"production\"");
        assert!(matches!(
            Institution::parse(&production),
            Err(ParseError::Setting(ConfigError::ServiceMissing("tax")))
        ));
        let misspelt = DEFAULT_FILE.replace("reading_seconds = 10", "reading_second = 10");
        assert!(matches!(Institution::parse(&misspelt), Err(ParseError::Toml(_))));
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
            let simulated = Institution::demonstration().services;
            simulated
                .named()
                .iter()
                .fold(text.to_owned(), |text, (service, _)| {
                    let (empty, real) =
                        (format!("{service} = \"\""), format!("{service} = \"https://x\""));
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
