package io.quittance.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The report for programs: every sample, and the figures made of them. */
final class JsonReport {

    private JsonReport() {}

    static JsonObject of(Report report) {
        BenchPlan plan = report.plan();
        return new JsonObject()
                .put("at", report.at().toString())
                .put("machine", report.machine().json())
                .put("runs", plan.runs())
                .put("seconds", plan.length().toSeconds())
                .put("connections", plan.connections())
                .put("stored", plan.stored())
                .put("noise", noise(report.noise()))
                .put("figures", figures(report))
                .put("samples", samples(report.measurements()));
    }

    private static JsonObject noise(Noise noise) {
        return new JsonObject()
                .put("noisy", noise.isNoisy())
                .put("loadBefore", noise.loadBefore())
                .put("probeMillis", spread(noise.spread()));
    }

    private static JsonArray figures(Report report) {
        JsonArray figures = new JsonArray();
        for (Figure.Result result : report.results()) {
            Figure figure = result.figure();
            JsonObject json = new JsonObject()
                    .put("number", figure.topic().toString())
                    .put("label", figure.label())
                    .put("contender", figure.ours().contender())
                    .put("quantity", figure.ours().quantity().key())
                    .put("measured", spread(result.measured()));
            figure.beside().ifPresent(beside -> json.put("beside", beside.contender()));
            result.limit().ifPresent(limit -> json.put("limit", spread(limit)));
            figures.add(json.put("value", result.value())
                    .put("hold", figure.ask().hold())
                    .put("aim", figure.ask().aim())
                    .put("atMost", figure.ask().atMost())
                    .put("holds", result.holds())
                    .put("reachesAim", result.reachesAim()));
        }
        return figures;
    }

    private static JsonObject samples(Measurements measurements) {
        JsonObject all = new JsonObject();
        measurements.all().forEach((contender, samples) -> {
            JsonArray runs = new JsonArray();
            for (Sample sample : samples) {
                JsonObject run = new JsonObject();
                sample.values().forEach((quantity, value) -> run.put(quantity.key(), value));
                runs.add(run);
            }
            all.put(contender, runs);
        });
        return all;
    }

    private static JsonObject spread(Spread spread) {
        return new JsonObject()
                .put("median", spread.median())
                .put("least", spread.least())
                .put("most", spread.most());
    }
}
