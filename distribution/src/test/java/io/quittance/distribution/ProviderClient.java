package io.quittance.distribution;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;

/** The providers of one merchant, as they post to its accounts. */
record ProviderClient(URI intake, String merchant, HttpSender http) {
    static String smart2payPath(String merchant) {
        return "/smart2pay/" + merchant;
    }

    static String secuconnectPath(String merchant) {
        return "/secuconnect/" + merchant;
    }

    static String acmePath(String merchant) {
        return "/acme/" + merchant;
    }

    Answer acme(String body, String key) throws IOException, InterruptedException {
        return http.send(HttpSender.to(intake.resolve(acmePath(merchant)))
                .header(AcmePlugin.SIGNATURE, AcmePlugin.signature(key, body))
                .POST(BodyPublishers.ofString(body)));
    }

    Answer smart2pay(byte[] body) throws IOException, InterruptedException {
        return smart2pay(body, Seeds.AUTHORIZATION);
    }

    Answer smart2pay(byte[] body, String authorization) throws IOException, InterruptedException {
        return http.send(HttpSender.to(intake.resolve(smart2payPath(merchant)))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    Answer secuconnect(byte[] body) throws IOException, InterruptedException {
        return http.send(HttpSender.to(intake.resolve(secuconnectPath(merchant) + "?order=OID_100716"))
                .header("Content-Type", "application/json")
                .header("Accept", "*/*")
                .POST(BodyPublishers.ofByteArray(body)));
    }
}
