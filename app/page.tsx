export default function Home() {
  return <h1>Crumbtrail</h1>
}
