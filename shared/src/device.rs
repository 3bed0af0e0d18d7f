//! What somebody signed in on, in a few words that a person recognises.
//!
//! Only these words are kept, never what the browser said about itself.
//!
//! # Source
//! Ours: the names browsers put into `User-Agent`, which is a hint and nothing more.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A device and the program on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Device {
    /// What it is.
    pub system: System,
    /// What was used on it.
    pub browser: Browser,
}

/// Declares a list of names with the words for people and what betrays them in `User-Agent`.
macro_rules! names {
    ($(#[$doc:meta])* $list:ident { $($variant:ident $key:literal $zh:literal $en:literal $marks:expr;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $list {
            $(#[doc = $en] $variant,)+
            /// None of them.
            #[default]
            Other,
        }

        impl $list {
            /// Those with a name, in the order they are looked for.
            pub const NAMED: &[Self] = &[$(Self::$variant),+];

            /// The stable word it is stored by.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                    Self::Other => "other",
                }
            }

            const fn marks(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &$marks,)+
                    Self::Other => &[],
                }
            }

            /// Its name.
            pub const fn name(self, language: Language) -> &'static str {
                match self {
                    $(Self::$variant => language.pick($zh, $en),)+
                    Self::Other => language.pick("其他", "other"),
                }
            }

            fn in_text(text: &str) -> Self {
                let named = Self::NAMED.iter().copied();
                let betrayed = |name: &Self| name.marks().iter().any(|mark| text.contains(mark));
                named.into_iter().find(betrayed).unwrap_or_default()
            }

            fn of_key(key: &str) -> Self {
                Self::NAMED.iter().copied().find(|name| name.key() == key).unwrap_or_default()
            }
        }
    };
}

names! {
    /// What a device is. HarmonyOS calls itself Android as well, iPads call themselves Macs.
    System {
        Harmony "harmony" "鸿蒙设备" "HarmonyOS device" ["HarmonyOS", "OpenHarmony"];
        Android "android" "安卓手机" "Android phone" ["Android"];
        Iphone "iphone" "iPhone" "iPhone" ["iPhone"];
        Ipad "ipad" "iPad" "iPad" ["iPad"];
        Windows "windows" "Windows 电脑" "Windows computer" ["Windows"];
        Mac "mac" "Mac 电脑" "Mac" ["Macintosh"];
        Linux "linux" "Linux 电脑" "Linux computer" ["Linux", "X11"];
    }
}

names! {
    /// What was used on it. Most call themselves Chrome and Safari as well, so those come last.
    Browser {
        Wechat "wechat" "微信" "WeChat" ["MicroMessenger"];
        Alipay "alipay" "支付宝" "Alipay" ["AlipayClient"];
        Huawei "huawei" "华为浏览器" "Huawei Browser" ["HuaweiBrowser"];
        Xiaomi "xiaomi" "小米浏览器" "Mi Browser" ["MiuiBrowser"];
        Uc "uc" "UC 浏览器" "UC Browser" ["UCBrowser"];
        Quark "quark" "夸克浏览器" "Quark" ["Quark/"];
        Qq "qq" "QQ 浏览器" "QQ Browser" ["MQQBrowser", "QQBrowser"];
        Edge "edge" "Edge" "Edge" ["Edg/", "EdgA/", "EdgiOS/"];
        Firefox "firefox" "Firefox" "Firefox" ["Firefox/", "FxiOS/"];
        Chrome "chrome" "Chrome" "Chrome" ["Chrome/", "CriOS/", "Chromium/"];
        Safari "safari" "Safari" "Safari" ["Safari/"];
    }
}

impl Device {
    /// The device that says `user_agent` about itself.
    ///
    /// # Example
    /// ```
    /// use shared::device::{Browser, Device, System};
    /// let said = "Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36";
    /// let device = Device::of_user_agent(said);
    /// assert_eq!((device.system, device.browser), (System::Android, Browser::Chrome));
    /// ```
    pub fn of_user_agent(user_agent: &str) -> Self {
        Self { system: System::in_text(user_agent), browser: Browser::in_text(user_agent) }
    }

    /// The text it is stored as.
    pub fn key(self) -> String {
        [self.system.key(), "/", self.browser.key()].concat()
    }

    /// The device stored as `key`; an unknown word is some other device.
    pub fn of_key(key: &str) -> Self {
        let (system, browser) = key.split_once('/').unwrap_or((key, ""));
        Self { system: System::of_key(system), browser: Browser::of_key(browser) }
    }

    /// A few words a person recognises: `安卓手机 · 微信`.
    pub fn words(self, language: Language) -> String {
        match (self.system, self.browser) {
            (System::Other, Browser::Other) => {
                language.pick("未知设备", "Unknown device").to_owned()
            }
            (system, Browser::Other) => system.name(language).to_owned(),
            (System::Other, browser) => browser.name(language).to_owned(),
            (system, browser) => [system.name(language), " · ", browser.name(language)].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_phones_and_computers_are_recognised() {
        for (said, words) in [
            (
                "Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49",
                "安卓手机 · 微信",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1",
                "iPhone · Safari",
            ),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb/4.1 HuaweiBrowser/5.0",
                "鸿蒙设备 · 华为浏览器",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
                "Windows 电脑 · Edge",
            ),
            ("curl/8.4.0", "未知设备"),
            ("", "未知设备"),
        ] {
            assert_eq!(Device::of_user_agent(said).words(Language::Zh), words, "{said}");
        }
    }

    #[test]
    fn every_device_reads_back_from_its_key_and_strange_keys_are_some_device() {
        for system in System::NAMED.iter().copied().chain([System::Other]) {
            for browser in Browser::NAMED.iter().copied().chain([Browser::Other]) {
                let device = Device { system, browser };
                assert_eq!(Device::of_key(&device.key()), device);
            }
        }
        for key in ["", "/", "unknown", "toaster/netscape"] {
            assert_eq!(Device::of_key(key), Device::default());
        }
    }
}
