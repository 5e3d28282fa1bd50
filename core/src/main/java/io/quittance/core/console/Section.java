package io.quittance.core.console;

/** The parts of the console, in the order of the navigation. */
public enum Section {
    /** How it goes. */
    OVERVIEW("Overview", "/console"),
    /** What merchants expect, and what came of it. */
    ORDERS("Orders", "/console/orders"),
    /** What arrived. */
    NOTIFICATIONS("Notifications", "/console/notifications"),
    /** What somebody may have to look at. */
    CASES("Cases", "/console/cases"),
    /** What is sent to merchants. */
    DELIVERIES("Deliveries", "/console/deliveries"),
    /** What runs. */
    ACCOUNTS("Accounts", "/console/accounts"),
    /** What people asked the gateway to do. */
    AUDIT("Audit", "/console/audit");

    private final String title;
    private final String path;

    Section(String title, String path) {
        this.title = title;
        this.path = path;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Where it begins. */
    public String path() {
        return path;
    }
}
