package io.quittance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Base64;

/**
 * Requests that each tell of another payment being captured, as Smart2Pay posts them for a card. They are made before they are
 * needed but for their numbers, which are all of one length.
 */
final class NotificationRequest {

    static final String ACCOUNT = "bench";
    static final String MERCHANT = "bench";
    static final String PATH = "/bench";
    static final String SITE = "1010";
    static final String API_KEY = "bench-of-quittance";
    static final long AMOUNT = 4599;
    static final String CURRENCY = "EUR";

    private static final String NUMBER = "1000000000";
    private static final long FIRST = 1_000_000_000L;

    private static final String BODY = """
            {"Payment":{"ID":%s,"ClientIP":null,"SkinID":null,"Created":"20261122091502",\
            "MerchantTransactionID":"%s","OriginatorTransactionID":null,"Amount":"4599","Currency":"EUR",\
            "CapturedAmount":"4599","ReturnURL":"https://shop.example/back","Description":"Order of a bench",\
            "StatementDescriptor":null,"MethodID":6,"MethodOptionID":null,"SiteID":1010,"NotificationDateTime":null,\
            "Customer":null,"BillingAddress":null,"ShippingAddress":null,"Articles":null,\
            "Card":{"HolderName":"John Doe","Number":"Ends with 0004","ExpirationMonth":"5","ExpirationYear":"2031",\
            "IssuingBankCountry":null},"CreditCardToken":null,"Status":{"ID":11,"Info":"Captured","Reasons":[]},\
            "MethodTransactionID":null,"PaymentTokenLifetime":null,"Capture":true,"RedirectURL":null,"3DSecure":true,\
            "Fraud":null}}""";

    private final byte[] template;
    private final int id;
    private final int reference;

    NotificationRequest(URI intake) {
        this(intake, PATH);
    }

    /** Those of the account whose path this is. */
    NotificationRequest(URI intake, String path) {
        String body = BODY.formatted(NUMBER, NUMBER);
        String credentials = Base64.getEncoder().encodeToString((SITE + ":" + API_KEY).getBytes(UTF_8));
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + intake.getAuthority()
                + "\r\nUser-Agent: Smart2Pay\r\nAccept: */*\r\nAuthorization: Basic " + credentials
                + "\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n";
        String request = head + body;
        this.template = request.getBytes(UTF_8);
        this.id = request.indexOf(NUMBER);
        this.reference = request.indexOf(NUMBER, id + 1);
    }

    /** Where those of an account go. */
    static String pathOf(String account) {
        return "/" + account;
    }

    /** The reference of the order that this notification pays; at the same time the id of the payment. */
    static long reference(long number) {
        return FIRST + number;
    }

    /** The request of a number from 0 to a billion. */
    Buffer of(long number) {
        byte[] bytes = template.clone();
        byte[] digits = Long.toString(reference(number)).getBytes(UTF_8);
        System.arraycopy(digits, 0, bytes, id, digits.length);
        System.arraycopy(digits, 0, bytes, reference, digits.length);
        return Buffer.buffer(bytes);
    }
}
