// The quantities of the benchmark. The numbers are those of the table of what to reach: each is a ratio to
// something measured in the same run. A ratio is [beside, ">=" or "<=", at least, aim]; without a bar it is
// only shown; with "at most" the bar is not of the ratio but of our own figure: a screen draws sixty times a
// second, whatever stands beside. A quantity is either a run of the load generator (args) or a measurement of
// its own (measure, in inside.mjs), which gives a figure under each name of `beside` and under "tributary";
// where one gives several, `figure` says which.

/** Of Tributary, so much of the other. */
export const makeRows = ({ seconds }) => {
  const log = "ws+better-sqlite3, with log";
  const idle = (connections) => ["--connections", String(connections), "--senders", "0", "--idle", "yes"];
  const fan = (connections, window) =>
    ["--connections", String(connections), "--senders", "1", "--window", String(window), "--seconds", seconds];
  const lone = ["--connections", "1000", "--senders", "1", "--pace", "50", "--seconds", String(2 * seconds)];
  const busy = ["--connections", "10", "--senders", "10", "--window", "64", "--seconds", seconds];
  const single = ["--connections", "10", "--senders", "1", "--window", "1", "--seconds", seconds];
  const once = "drawn once, no logic";
  const screens = [
    { rows: "Today", measure: "today", figure: "opened", what: "103,000 rows on the device, 40 groups: opened", ratios: [[once]] },
    { rows: "Today", measure: "today", figure: "changed", what: "the same, from a change that comes to its being drawn", ratios: [[once]] },
    { rows: "Plan", measure: "roadmap", figure: "opened", what: "roadmap of 5,000 lines, all of it on the device: opened",
      ratios: [[once, "<=", 1, 0.5]] },
    ...[["down", "scrolled down, a frame"], ["along", "scrolled along the years, a frame"]].flatMap(([name, what]) => [
      { rows: "Plan", measure: "roadmap", figure: `${name} p50`, what: `the same, ${what}, half within`, ratios: [[once, "at most", 17, 17]] },
      { rows: "Plan", measure: "roadmap", figure: `${name} p95`, what: `the same, ${what}, 95 of 100 within`, ratios: [[once, "at most", 17, 17]] },
      { rows: "Plan", measure: "roadmap", figure: `${name} worst`, what: `the same, ${what}, the worst`, ratios: [[once]] },
    ]),
    { rows: "Plan", measure: "roadmap", figure: "zoom p50", what: "the same, to another scale, half within", ratios: [[once]] },
    { rows: "Plan", measure: "roadmap", figure: "zoom worst", what: "the same, to another scale, the worst", ratios: [[once]] },
  ].map((quantity) => ({ ...quantity, unit: " ms" }));
  return [
    { rows: "1", args: busy, figure: "commands_per_second", unit: "/s", what: "durable commands, 10 senders, window 64",
      ratios: [[log, ">=", 6, 10], ["ws+better-sqlite3"]] },
    { rows: "2", args: busy, figure: "commands_per_second", unit: "/s", what: "the same",
      ratios: [["ws+better-sqlite3, with log, commit by turn", ">=", 1.5, 2.5]] },
    { rows: "3", args: busy, figure: "commands_per_second", unit: "/s", what: "the same", ratios: [["epoll floor", ">=", 0.35, 0.6]] },
    { rows: "3", args: busy, figure: "cpu_us_per_command", unit: " µs", what: "the same, CPU a command",
      ratios: [["epoll floor", "<=", 2.5, 1.5], [log]] },
    { rows: "4", args: single, figure: "commands_per_second", unit: "/s", what: "one sender, window 1: commands",
      ratios: [[log, ">=", 0.9, 1.1], ["ws+better-sqlite3"]] },
    { rows: "4", args: single, figure: "cpu_us_per_command", unit: " µs", what: "the same, CPU a command",
      ratios: [[log, "<=", 0.8, 0.6], ["ws+better-sqlite3"]] },
    { rows: "5", args: fan(1000, 8), figure: "cpu_us_per_delivery", unit: " µs",
      what: "CPU a delivery, 1,000 connections, window 8", ratios: [["epoll floor", "<=", 1.3, 1]] },
    { rows: "5", args: fan(5000, 4), figure: "cpu_us_per_delivery", unit: " µs",
      what: "CPU a delivery, 5,000 connections, window 4", ratios: [["epoll floor", "<=", 1.3, 1]] },
    { rows: "6", args: fan(1000, 8), figure: "deliveries_per_second", unit: "/s",
      what: "deliveries, 1,000 connections, window 8",
      ratios: [[log, ">=", 6, 10], ["ws+better-sqlite3"], ["Socket.IO"], ["mosquitto"]] },
    { rows: "7", args: fan(1000, 8), figure: "cpu_us_per_delivery", unit: " µs",
      what: "CPU a delivery, 1,000 connections, window 8", ratios: [["Hocuspocus", "<=", 0.5, 0.3]] },
    { rows: "7", args: fan(5000, 4), figure: "cpu_us_per_delivery", unit: " µs",
      what: "CPU a delivery, 5,000 connections, window 4", ratios: [["Hocuspocus", "<=", 0.75, 0.5]] },
    { rows: "8", args: lone, figure: "cpu_us_per_delivery", unit: " µs",
      what: "lone updates, 50 a second, 1,000 connections: CPU a delivery",
      ratios: [["epoll floor", "<=", 1.5, 1.25], [log, "<=", 0.7, 0.55]] },
    { rows: "9", args: lone, figure: "p50_us", unit: " µs", what: "the same, sent to last received, half of them within",
      ratios: [[log, "<=", 0.8, 0.6]] },
    { rows: "9", args: lone, figure: "p99_us", unit: " µs", what: "the same, 99 of 100 within", ratios: [[log, "<=", 1, 0.7]] },
    { rows: "10", args: idle(1000), figure: "kib_per_connection", unit: " KiB", what: "memory an idle connection, of 1,000",
      ratios: [["ws+better-sqlite3", "<=", 0.7, 0.5], ["Socket.IO"], ["Hocuspocus"], ["mosquitto"]] },
    { rows: "10", args: idle(5000), figure: "kib_per_connection", unit: " KiB", what: "memory an idle connection, of 5,000",
      ratios: [["ws+better-sqlite3", "<=", 0.85, 0.6], ["Socket.IO"], ["Hocuspocus"], ["mosquitto"]] },
    { rows: "11", args: idle(5000), figure: "rss_kib", unit: " KiB", what: "memory of the whole server with 5,000",
      ratios: [["ws+better-sqlite3", "<=", 0.5, 0.35], ["Socket.IO"], ["Hocuspocus"], ["mosquitto"]] },
    { rows: "12", args: idle(1000), figure: "started_ms", unit: " ms", what: "start to first accept, small file",
      ratios: [["ws+better-sqlite3", "<=", 0.25, 0.1]] },
    { rows: "13", args: idle(5000), figure: "connections_per_second", unit: "/s", what: "connect and subscribe, 5,000",
      ratios: [["ws+better-sqlite3", ">=", 0.8, 1.5], ["Socket.IO"], ["Hocuspocus"], ["mosquitto"]] },
    ...[[1, 1.3, 1.1], [10, 3, 2.3], [100, 6, 4.6]].map(([window, bar, aim]) => (
      { rows: "14", measure: `grown ${window}`, unit: " µs", what: `CPU a command, ${window} a commit, 10⁶ rows beside 10³, at random`,
        ratios: [["10³ rows", "<=", bar, aim]] })),
    { rows: "15", measure: "missed 10k", unit: " ms", what: "hello of one who missed 10,000 entries on 1,000 rows",
      ratios: [["missed 1,000", "<=", 13, 11]] },
    { rows: "15", measure: "missed 1k", unit: " ms", what: "hello of one who missed 1,000 entries, log of 10⁶",
      ratios: [["log of 2·10³", "<=", 1.5, 1.2]] },
    { rows: "16", measure: "snapshot", unit: " MB/s", what: "first snapshot of 100,000 rows",
      ratios: [["bare SQLite and libdeflate 1", ">=", 0.6, 0.85]] },
    { rows: "17", measure: "snapshot again", unit: " ms", what: "second reader's snapshot, server CPU",
      ratios: [["the first reader's", "<=", 0.1, 0.02]] },
    { rows: "T01", measure: "hidden", unit: " µs", what: "refused call on a row that is hidden",
      ratios: [["on a row that is not there"]] },
    ...screens,
    { rows: "T12", measure: "hashing", figure: "p50_us", unit: " µs", what: "one's update while others try passwords, half within",
      ratios: [["nobody tries any"]] },
    { rows: "T12", measure: "hashing", figure: "p99_us", unit: " µs", what: "the same, 99 of 100 within", ratios: [["nobody tries any"]] },
  ];
};
