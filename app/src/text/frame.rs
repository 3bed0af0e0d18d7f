//! The frame around every screen: title, menu, notices about the app itself.

messages! {
    PRODUCT = "普惠", "Puhui";
    TAGLINE = "小微企业贷款，一分钟看清额度和价格", "Small-business loans: your limit and price in a minute";
    SKIP_TO_CONTENT = "跳到正文", "Skip to content";
    BACK = "返回", "Back";
    HOME = "首页", "Home";
    MY_PAGE = "我的", "Me";
    DESK = "银行工作台", "Desk";
    MENU = "主菜单", "Main menu";
    OTHER_LANGUAGE = "EN", "中文";
    OTHER_LANGUAGE_NAME = "EN · Switch to English", "中文 · 切换为中文";
    LARGE_TEXT = "大字", "Large";
    HERO_TITLE = "一分钟知道能借多少、要花多少", "In a minute: how much, at what cost";
    HERO_LEAD = "不用登录，不查征信，断网也能算。结果仅供参考，以审批为准。", "No sign-in, no credit check, works offline. Indicative until approved.";
    HELP_LINE = "客服 400-000-0000", "Help 400-000-0000";
    OFFLINE = "当前没有网络。测额照常可用，其余操作等网络恢复后再试。", "You are offline. The quote still works; everything else waits for the network.";
    BACK_ONLINE = "网络已恢复", "You are back online";
    NEW_VERSION = "有新版本可用", "A new version is available";
    UPDATE_NOW = "立即更新", "Update now";
    LATER = "以后再说", "Later";
    NOT_FOUND_TITLE = "没有这个页面", "There is no such page";
    NOT_FOUND_BODY = "链接可能已经失效，或者地址输错了。", "The link may have expired, or the address was mistyped.";
    TO_QUOTE = "去测额", "Get a quote";
    DISCLAIMER = "测额结果仅供参考，以审批为准。借款应当量力而行。", "The quote is indicative until approved. Borrow within your means.";
    SIMULATED = "演示环境：外部机构均为模拟服务，不产生真实借款。", "Demonstration: outside parties are simulators; no real loan is made.";
    LOADING = "正在加载", "Loading";
}
