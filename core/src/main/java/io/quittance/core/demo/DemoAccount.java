package io.quittance.core.demo;

import java.net.URI;

/** The demo's one account at a provider. All are of one merchant. */
record DemoAccount(String provider) {

    static final String MERCHANT = "demo";

    String id() {
        return MERCHANT + "-" + provider;
    }

    String path() {
        return "/" + provider + "/" + MERCHANT;
    }

    URI address(URI intake) {
        return intake.resolve(path());
    }
}
