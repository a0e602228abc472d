export default function Start() {
  return (
    <main className="content" data-page="start">
      Start
    </main>
  );
}
