package io.quittance.bench;

import io.quittance.bench.HttpContender.Subject;
import io.quittance.bench.PeerServer.Log;
import io.quittance.core.store.StoreAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Puts those on the stage that are measured, each with a database of its own. */
final class Cast implements AutoCloseable {

    private static final int PACED_CONNECTIONS = 16;
    private static final double LOADED_PER_SECOND = 15_000;

    private final Stage stage;
    private final BenchPlan plan;
    private final InstantSource clock;
    private final AtomicLong numbers = new AtomicLong();
    private final LoadGenerator generator = new LoadGenerator(numbers);
    private final List<Books> books = new ArrayList<>();

    Cast(Stage stage, BenchPlan plan, InstantSource clock) {
        this.stage = stage;
        this.plan = plan;
        this.clock = clock;
    }

    /** A gateway and where it stores. */
    record Running(ServerProcess server, StoreAddress database) {}

    /** A gateway that has a database of this name, with what was put there before. */
    Running gateway(StoreAddress database) {
        return new Running(stage.gateway(database), database);
    }

    /** Gateways on one store under as much load as they take. */
    Contender loaded(String name, List<Running> nodes) {
        List<ServerProcess> servers = nodes.stream().map(Running::server).toList();
        return reconciling(name, servers, nodes.get(0).database, closed(servers), LOADED_PER_SECOND);
    }

    /** A gateway at a fixed rate. */
    Contender paced(String name, Running gateway, int perSecond) {
        URI intake = gateway.server.intake();
        return reconciling(
                name,
                List.of(gateway.server),
                gateway.database,
                length -> generator.openLoop(intake, PACED_CONNECTIONS, perSecond, length),
                perSecond);
    }

    /** Several gateways on one store, as far as needed. */
    List<Contender> nodes(Set<String> needed) {
        List<Contender> contenders = new ArrayList<>();
        if (needed.contains(Figures.TWO_NODES)) {
            contenders.add(loaded(Figures.TWO_NODES, nodes(2, "two_nodes")));
        }
        if (needed.contains(Figures.THREE_NODES)) {
            contenders.add(loaded(Figures.THREE_NODES, nodes(3, "three_nodes")));
        }
        return contenders;
    }

    private List<Running> nodes(int count, String databaseName) {
        StoreAddress database = stage.createDatabase(databaseName);
        return IntStream.range(0, count).mapToObj(node -> gateway(database)).toList();
    }

    /** Those peers that are needed, ready. */
    List<Contender> peers(Running gateway, Set<String> needed) {
        List<Contender> peers = new ArrayList<>();
        if (needed.contains(Figures.INTAKE)) {
            peers.add(storing(Figures.INTAKE, gateway, Log.SHARED, "intake_alone"));
        }
        if (needed.contains(Figures.SINGLE)) {
            peers.add(storing(Figures.SINGLE, gateway, Log.SINGLE, "single_insert"));
        }
        if (needed.contains(Figures.NOTHING)) {
            ServerProcess server = stage.peer(gateway.server, Log.NOTHING, gateway.database);
            peers.add(new HttpContender(
                    Figures.NOTHING, subject(List.of(server), Optional.empty()), closed(List.of(server))));
        }
        return peers;
    }

    /**
     * Those that show what Postgres alone can do, as far as needed.
     *
     * @param gateway has stored a notification
     */
    List<Contender> limits(Running gateway, CommitLoad commits, Set<String> needed) {
        SameRow row = SameRow.copied(gateway.database, stage.createDatabase("limits"));
        return List.of(
                        new BulkInsert(row, stage.postmaster()),
                        new SingleCommits(commits, row, stage.postmaster(), 0),
                        new SingleCommits(commits, row, stage.postmaster(), Figures.PACE),
                        new SingleCommits(commits, row, stage.postmaster(), Figures.LONE_PACE))
                .stream()
                .filter(limit -> needed.contains(limit.name()))
                .toList();
    }

    private Contender storing(String name, Running gateway, Log log, String databaseName) {
        StoreAddress database = stage.createDatabase(databaseName);
        ServerProcess server = stage.peer(gateway.server, log, database);
        return new HttpContender(
                name, subject(List.of(server), Optional.of(booksOf(database))), closed(List.of(server)));
    }

    private Contender reconciling(
            String name,
            List<ServerProcess> servers,
            StoreAddress database,
            Function<Duration, Load> load,
            double perSecond) {
        Books kept = booksOf(database);
        Subject subject = subject(servers, Optional.of(kept));
        return new Reconciling(new HttpContender(name, subject, load), kept, subject.cpu(), numbers, perSecond);
    }

    private Function<Duration, Load> closed(List<ServerProcess> servers) {
        List<URI> intakes = servers.stream().map(ServerProcess::intake).toList();
        return length -> generator.closedLoop(intakes, plan.connections(), length);
    }

    private Subject subject(List<ServerProcess> servers, Optional<Books> kept) {
        List<ProcessHandle> processes =
                servers.stream().map(ServerProcess::handle).toList();
        return new Subject(servers.size(), new CpuClock(processes, stage.postmaster()), kept, clock);
    }

    private Books booksOf(StoreAddress database) {
        Books kept = new Books(database);
        books.add(kept);
        return kept;
    }

    @Override
    public void close() {
        generator.close();
        books.forEach(Books::close);
    }
}
